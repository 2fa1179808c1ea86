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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What becomes of the sessions when the JVM is told to end, as by Ctrl-C: SIGTERM runs the same
 * hooks as SIGINT. A JVM of their own for each.
 */
class EndOfJvmTest {
  private static final String IDLE = "idle";
  private static final String AT_WORK = "at work";
  private static final byte[] NOTHING = new byte[0];

  /** Opens a session, asks a question that is never answered, or none, and waits for its end. */
  static final class Build {
    private Build() {}

    public static void main(String... arguments) throws CannotCheckException, InterruptedException {
      Target target =
          new Target(
              new Endpoint(
                  "aep",
                  "localhost",
                  Integer.parseInt(arguments[1]),
                  "prod:all",
                  SslMode.VERIFY_FULL,
                  Path.of(arguments[2])),
              new Credential("u", new Secret("s3cret-s3cret")),
              new Timeouts(60, 600, 2));
      Sessions sessions = new Sessions();
      sessions.use(
          target,
          new HeardLog(),
          session -> {
            if (arguments[0].equals(AT_WORK)) {
              return session.query("SELECT 1", List.of(), row -> "");
            }
            // The test reads this from the other JVM, and knows by it that the session stands idle.
            System.out.println(IDLE);
            return List.of();
          });
      Thread.currentThread().join();
    }
  }

  private static Process start(String what, ScriptedServer server) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Build.class.getName(),
            what,
            String.valueOf(server.port()),
            TlsPostgres.shared().caFile().toString())
        .redirectErrorStream(true)
        .start();
  }

  private static void end(Process build) throws InterruptedException {
    build.destroy();
    assertThat(build.waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void theServerIsToldThatAnIdleSessionIsOver() throws Exception {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.welcome("0.1.0"), NOTHING)) {
      Process build = start(IDLE, server);
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(build.getInputStream(), StandardCharsets.UTF_8))) {
        String line = out.readLine();
        while (line != null && !line.equals(IDLE)) {
          line = out.readLine();
        }
        assertThat(line).isEqualTo(IDLE);
      } finally {
        end(build);
      }

      assertThat(server.nextMessage()).isEqualTo("Terminate");
      assertThat(server.nextMessage()).isEqualTo("end");
    }
  }

  @Test
  void aSessionAtWorkEndsAtOnceAndIsNotOpenedAgain() throws Exception {
    try (ScriptedServer server = new ScriptedServer(ScriptedServer.welcome("0.1.0"), NOTHING)) {
      Process build = start(AT_WORK, server);
      try {
        assertThat(server.nextMessage()).isEqualTo("P");
      } finally {
        end(build);
      }

      String message = server.nextMessage();
      while (!message.equals("end")) {
        assertThat(message).isIn("B", "D", "E", "S");
        message = server.nextMessage();
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }
}
