package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.SslMode;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.ScriptedServer;
import io.github.qsmaven.testing.TlsPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What loads the classes of a session before there is one; a JVM of its own where they count. */
class SessionClassesTest {
  private static final String LOADED = "loaded";

  /** Loads the classes, and opens a session if a server is given. */
  static final class Build {
    private Build() {}

    public static void main(String... arguments) throws CannotCheckException, InterruptedException {
      HeardLog log = new HeardLog();
      Sessions sessions = new Sessions();
      sessions.prepare(log).join();
      log.details().forEach(System.out::println);
      System.out.println(LOADED);
      if (arguments.length > 0) {
        Target target =
            new Target(
                new Endpoint(
                    "aep",
                    "localhost",
                    Integer.parseInt(arguments[0]),
                    "prod:all",
                    SslMode.VERIFY_FULL,
                    Path.of(arguments[1])),
                new Credential("u", new Secret("s3cret-s3cret")),
                new Timeouts(60, 600, 2));
        sessions.use(target, log, Session::serverVersion);
      }
      sessions.close();
    }
  }

  /** What a JVM prints that runs {@link Build} with an option, line by line. */
  private static List<String> run(String option, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(option);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Build.class.getName());
    command.addAll(List.of(arguments));
    Process build = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }

  @Test
  void theyAreLoadedWithoutAFailureAndWithoutKeepingTheJvm() throws Exception {
    HeardLog log = new HeardLog();
    Thread loader = SessionClasses.load(log);

    assertThat(loader.isDaemon()).isTrue();
    loader.join();
    assertThat(log.details()).isEmpty();
    assertThat(log.warnings()).isEmpty();
  }

  @Test
  void theyAreLoadedOnceForABuild() {
    try (Sessions sessions = new Sessions()) {
      assertThat(sessions.prepare(new HeardLog())).isSameAs(sessions.prepare(new HeardLog()));
    }
  }

  @Test
  void aSessionFindsMostOfItsClassesLoaded() throws Exception {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.welcome("0.1.0"))) {
      List<String> lines =
          run(
              "-Xlog:class+load:stdout:none",
              String.valueOf(server.port()),
              TlsPostgres.shared().caFile().toString());
      int loaded = lines.indexOf(LOADED);
      List<String> before = lines.subList(0, loaded);
      List<String> after = lines.subList(loaded, lines.size());

      for (String origin : List.of("sun.security.", "org.postgresql.")) {
        assertThat(count(after, origin)).as(origin).isLessThan(count(before, origin) / 2);
      }
      assertThat(before).anyMatch(line -> line.startsWith("org.postgresql.jdbc.PgResultSet "));
    }
  }

  private static long count(List<String> lines, String origin) {
    return lines.stream().filter(line -> line.startsWith(origin)).count();
  }

  @Test
  void nothingIsPrintedEvenIfTheJvmPrintsItsHandshakes() throws Exception {
    assertThat(run("-Djavax.net.debug=all")).containsExactly(LOADED);
    assertThat(run("-Djavax.net.debug")).containsExactly(LOADED);
  }
}
