package io.github.qsmaven.maven;

import io.github.qsmaven.connection.ServerProbe;
import io.github.qsmaven.model.Environment;
import io.github.qsmaven.report.BuildRun;
import io.github.qsmaven.report.ci.CiVariables;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * The machine that a build runs on.
 *
 * @param session the build
 */
record BuildEnvironment(MavenSession session) {
  /** The JDK's documentation, "Networking Properties". */
  private static final List<String> PROXY_PROPERTIES =
      List.of("https.proxyHost", "http.proxyHost", "socksProxyHost");

  /** Properties of the JDK, the newer one first; not every JDK has them. */
  private static final List<String> CONSOLE_PROPERTIES =
      List.of("stdout.encoding", "sun.stdout.encoding");

  /** The parts that a bug report may contain. */
  Environment environment(@Nullable String pluginVersion) {
    String maven = property("maven.version");
    return new Environment(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        pluginVersion == null ? "unknown" : pluginVersion,
        maven == null ? "unknown" : maven,
        System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")",
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        ServerProbe.driverVersion(),
        session.getSettings().getProxies().stream().anyMatch(Proxy::isActive)
            || PROXY_PROPERTIES.stream().anyMatch(name -> System.getProperty(name) != null));
  }

  /**
   * The run of the build, for reports.
   *
   * @param project the project; without a POM, null or a project without a file
   * @param execution the goal that runs
   */
  BuildRun run(@Nullable MavenProject project, MojoExecution execution) {
    MavenProject pom = project == null || project.getFile() == null ? null : project;
    Plugin plugin = execution.getPlugin();
    String version = plugin == null ? null : plugin.getVersion();
    Date started = session.getStartTime();
    return new BuildRun(
        pom == null ? "" : pom.getName(),
        pom == null ? "" : pom.getVersion(),
        version == null ? "" : version,
        started == null ? Instant.now() : started.toInstant(),
        new CiVariables(this::variable).run());
  }

  /** An environment variable of Maven; null if it is not set, or empty. */
  @Nullable String variable(String name) {
    String value = property("env." + name);
    return value == null || value.isBlank() ? null : value;
  }

  /**
   * The folder that Maven was started in. Not the execution root of the session, which is the
   * folder of the POM that {@code -f} names.
   */
  Path currentFolder() {
    String folder = property("user.dir");
    return Path.of(folder == null ? session.getExecutionRootDirectory() : folder);
  }

  private @Nullable String property(String name) {
    Properties maven = session.getSystemProperties();
    return maven == null ? null : maven.getProperty(name);
  }

  /** The character set of the console. */
  static Charset consoleCharset() {
    for (String property : CONSOLE_PROPERTIES) {
      String name = System.getProperty(property);
      if (name != null && Charset.isSupported(name)) {
        return Charset.forName(name);
      }
    }
    return Charset.defaultCharset();
  }
}
