package io.github.qsmaven.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;

import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsPostgres;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.OutputStream;
import java.io.StringReader;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.ExecutionEvent;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.codehaus.plexus.util.xml.Xpp3DomBuilder;

/**
 * A build that runs a goal: in a folder of its own, without a POM, with two server entries for a
 * database, {@code qs} and {@code wrong}, the second of which has another password.
 */
final class TestBuild {
  /** The password of the server entry {@code wrong}. */
  static final String WRONG_PASSWORD = "wr0ng-wr0ng";

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Path folder;
  private final MavenExecutionRequest request = new DefaultMavenExecutionRequest();
  private final Settings settings = new Settings();
  private final Properties userProperties = new Properties();

  /**
   * Begins it.
   *
   * @param session the harness's, a mock
   * @param folder where Maven was started
   * @param database where the server entries lead
   */
  TestBuild(MavenSession session, Path folder, TestDatabase database) throws Exception {
    this.folder = folder;
    settings.addServer(server("qs", database, TestDatabase.PASSWORD));
    settings.addServer(server("wrong", database, WRONG_PASSWORD));
    Properties systemProperties = new Properties();
    systemProperties.setProperty("maven.version", "3.9.11");
    lenient().when(session.getSettings()).thenReturn(settings);
    lenient().when(session.getRequest()).thenReturn(request);
    lenient().when(session.getUserProperties()).thenReturn(userProperties);
    lenient().when(session.getSystemProperties()).thenReturn(systemProperties);
    lenient().when(session.getExecutionRootDirectory()).thenReturn(folder.toString());
  }

  private static Server server(String id, TestDatabase database, String password) throws Exception {
    TlsPostgres postgres = TlsPostgres.shared();
    Server server = new Server();
    server.setId(id);
    server.setUsername(database.role());
    server.setPassword(password);
    server.setConfiguration(
        Xpp3DomBuilder.build(
            new StringReader(
                "<configuration><host>%s</host><port>%d</port><database>%s</database><sslRootCert>%s</sslRootCert></configuration>"
                    .formatted(
                        postgres.host(), postgres.port(), database.name(), postgres.caFile()))));
    return server;
  }

  /** Adds a server entry for another database. */
  void addServer(String id, TestDatabase database) throws Exception {
    settings.addServer(server(id, database, TestDatabase.PASSWORD));
  }

  Settings settings() {
    return settings;
  }

  /** Takes {@code <sslRootCert>}, the last element, out of the entry {@code qs}. */
  void trustNoAuthority() {
    Xpp3Dom configuration = (Xpp3Dom) settings.getServer("qs").getConfiguration();
    configuration.removeChild(configuration.getChildCount() - 1);
  }

  /** What is given with {@code -D}. */
  Properties userProperties() {
    return userProperties;
  }

  /** What a CI server reads, besides the log. */
  String printed() {
    return printed.toString(UTF_8);
  }

  /** Whether a goal has asked for the sessions of the build, which then wait for its end. */
  boolean hasSessions() {
    return request.getExecutionListener() != null;
  }

  /** Where reports go. */
  Path reports() {
    return folder.resolve("target").resolve("qs");
  }

  /**
   * Gives a goal no project, no standard output, and files of this build: by default it has the
   * project that is tested, and files below its folder.
   */
  <M extends AbstractQsMojo> M inFolder(M mojo) throws ReflectiveOperationException {
    Path project = Path.of("").toAbsolutePath();
    for (Class<?> type = mojo.getClass(); type != Object.class; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        field.setAccessible(true);
        if (field.getType() == MavenProject.class) {
          field.set(mojo, new MavenProject());
        } else if (field.getType() == OutputStream.class) {
          field.set(mojo, printed);
        } else if (field.get(mojo) instanceof File file && file.toPath().startsWith(project)) {
          field.set(mojo, folder.resolve(project.relativize(file.toPath())).toFile());
        }
      }
    }
    return mojo;
  }

  /** Gives a goal another standard output. */
  void printTo(AbstractQsMojo mojo, OutputStream out) throws ReflectiveOperationException {
    Field field = AbstractReportMojo.class.getDeclaredField("standardOutput");
    field.setAccessible(true);
    field.set(mojo, out);
  }

  /** Ends it: closes its session. */
  void end() {
    if (request.getExecutionListener() != null) {
      request.getExecutionListener().sessionEnded(mock(ExecutionEvent.class));
    }
  }
}
