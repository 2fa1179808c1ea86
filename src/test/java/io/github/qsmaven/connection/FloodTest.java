package io.github.qsmaven.connection;

import static io.github.qsmaven.testing.ScriptedServer.columns;
import static io.github.qsmaven.testing.ScriptedServer.lying;
import static io.github.qsmaven.testing.ScriptedServer.message;
import static io.github.qsmaven.testing.ScriptedServer.script;
import static io.github.qsmaven.testing.ScriptedServer.welcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.SslMode;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.TimeLimit;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.ScriptedServer;
import io.github.qsmaven.testing.ScriptedServer.Reply;
import io.github.qsmaven.testing.TlsPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Servers that send more than the plugin can keep, or make the driver work without an end. Each
 * scenario runs in a JVM of its own with 256 MB.
 */
class FloodTest {
  private static final byte[] NONE = new byte[0];
  private static final int LONG = 60;
  private static final int SHORT = 2;

  /** One query of a text to a server, in a JVM of its own; prints how it ended, and when. */
  static final class Query {
    private static long start = System.nanoTime();

    private Query() {}

    public static void main(String... arguments) {
      Target target =
          target(
              Integer.parseInt(arguments[0]),
              Path.of(arguments[1]),
              new Timeouts(
                  Integer.parseInt(arguments[2]),
                  Integer.parseInt(arguments[3]),
                  Integer.parseInt(arguments[6]),
                  new TimeLimit(Integer.parseInt(arguments[4]), System::nanoTime)));
      String end;
      try (Sessions sessions = new Sessions()) {
        end = query(sessions, target, arguments[5]);
      }
      System.out.println(
          end + "\n" + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start) + " ms");
    }

    private static String query(Sessions sessions, Target target, String reader) {
      try {
        List<String> rows =
            sessions.use(
                target,
                new HeardLog(),
                session -> {
                  // The time of a statement alone, without that of loading classes.
                  start = System.nanoTime();
                  return session.query(
                      "SELECT 1",
                      List.of(),
                      row -> {
                        switch (reader) {
                          case "memory" -> useAllMemory();
                          case "time" -> spin();
                          default -> {}
                        }
                        return session.serverVersion();
                      });
                });
        return "Read " + rows;
      } catch (CannotCheckException e) {
        return String.valueOf(e.getMessage());
      }
    }

    private static void useAllMemory() {
      Object[] all = {};
      while (true) {
        try {
          all = new Object[] {all, new byte[1 << 20]};
        } catch (OutOfMemoryError e) {
          // As the driver does, which goes on after an OutOfMemoryError.
          Thread.onSpinWait();
        }
      }
    }

    private static void spin() {
      while (true) {
        Thread.onSpinWait();
      }
    }
  }

  private static Target target(int port, Path caFile, Timeouts timeouts) {
    return new Target(
        new Endpoint("aep", "localhost", port, "prod:all", SslMode.VERIFY_FULL, caFile),
        new Credential("u", new Secret("s3cret-s3cret")),
        timeouts);
  }

  private static String query(ScriptedServer server, Timeouts timeouts, int limit, String reader)
      throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Query.class.getName(),
                String.valueOf(server.port()),
                TlsPostgres.shared().caFile().toString(),
                String.valueOf(timeouts.connectTimeout()),
                String.valueOf(timeouts.queryTimeout()),
                String.valueOf(limit),
                reader,
                String.valueOf(timeouts.retries()))
            .redirectErrorStream(true)
            .start();
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Answers a statement, and then sends the last bytes again and again. */
  private static ScriptedServer scripted(byte[] greeting, byte[] answer, byte[] repeated)
      throws IOException {
    return new ScriptedServer(
        greeting,
        (message, out) -> {
          out.write(answer);
          while (repeated.length > 0) {
            out.write(repeated);
          }
        });
  }

  private static byte[] text(char type, String text) {
    return message(type, body -> body.writeBytes(text));
  }

  private static byte[] many(byte[] one) {
    return script(
        out -> {
          for (int i = 0; i < 1_000; i++) {
            out.write(one);
          }
        });
  }

  private static final byte[] ONE_COLUMN = columns(1, "name");

  private static final byte[] ROW =
      message(
          'D',
          body -> {
            body.writeShort(1);
            body.writeInt(1);
            body.write('x');
          });

  private static final byte[] BEGIN =
      script(
          out -> {
            out.write(message('1', body -> {}));
            out.write(message('2', body -> {}));
            out.write(ONE_COLUMN);
          });

  private static final byte[] START_OF_ROW =
      script(
          out -> {
            out.write(BEGIN);
            out.write(lying('D', 1_000_010, (short) 1, 1_000_000));
          });

  private static final byte[] COMPLETE_ROW =
      script(
          out -> {
            out.write(BEGIN);
            out.write(ROW);
            out.write(text('C', "SELECT 1\0"));
            out.write(message('Z', body -> body.write('I')));
          });

  private static final byte[] NOTICE = text('N', "SNOTICE\0C00000\0Mhello\0\0");

  /** Long, since the driver itself accepts only 1,000 messages at sign-in. */
  private static final byte[] LONG_NOTICE =
      text('N', "SNOTICE\0C00000\0M" + "x".repeat(2_000) + "\0\0");

  private static final byte[] NOTIFICATION = text('A', "\0\0\0\1channel\0payload\0");
  private static final byte[] PARAMETER = text('S', "some_name\0some value\0");
  private static final byte[] AUTHENTICATED = message('R', body -> body.writeInt(0));

  private static final byte[] START_OF_PARAMETER =
      script(
          out -> {
            out.write(AUTHENTICATED);
            out.write(lying('S', 1_000_000));
          });

  private static Arguments endless(String what, byte[] one, String told) {
    return Arguments.of(what, welcome("0.1.0"), NONE, many(one), told);
  }

  static Stream<Arguments> floods() {
    return Stream.of(
        endless("notices", NOTICE, "more than 8 MB of notices in answer to one statement"),
        endless("notifications", NOTIFICATION, "more than 8 MB of notifications"),
        endless("parameters", PARAMETER, "more than 8 MB of parameters"),
        endless("ends of portals", message('3', body -> {}), "more than 8 MB of messages"),
        Arguments.of(
            "rows",
            welcome("0.1.0"),
            BEGIN,
            many(ROW),
            "rows that need more than 6"), // 64 MB, less what the collector keeps for itself
        Arguments.of(
            "notices at sign-in",
            script(
                out -> {
                  out.write(AUTHENTICATED);
                  out.write(many(LONG_NOTICE));
                }),
            NONE,
            NONE,
            "more than 1 MB of notices before the end of the sign-in"),
        Arguments.of(
            "a version of 12 MB",
            script(
                out -> {
                  out.write(AUTHENTICATED);
                  out.write(text('S', "server_version\0" + "9".repeat(12 << 20) + "\0"));
                }),
            NONE,
            NONE,
            "12 MB in one message (parameters); the plugin accepts 1 MB"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("floods")
  void isCutOffInOurWords(String what, byte[] greeting, byte[] answer, byte[] repeated, String told)
      throws Exception {
    try (ScriptedServer server = scripted(greeting, answer, repeated)) {
      String end = query(server, new Timeouts(LONG, LONG, 0), 0, "");

      assertThat(end)
          .startsWith("Cannot get an answer from server \"aep\" at localhost:" + server.port())
          .contains("the server sent ", told, "\nWhat to do: ", "-Dqs.pageSize");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  /** Sends some bytes again and again, each time after a moment: no read of the driver is long. */
  private static Reply drip(byte[] first, byte[] repeated) {
    return (message, out) -> {
      out.write(first);
      while (true) {
        out.write(repeated);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    };
  }

  private static Reply once(byte[] bytes) {
    return (message, out) -> out.write(bytes);
  }

  static Stream<Arguments> delays() {
    return Stream.of(
        Arguments.of("a reader that uses all memory", "memory", once(COMPLETE_ROW)),
        Arguments.of("a reader that never ends", "time", once(COMPLETE_ROW)),
        Arguments.of("an answer without an end", "", once(BEGIN)),
        Arguments.of("a row byte by byte", "", drip(START_OF_ROW, new byte[] {'x'})),
        Arguments.of("rows one by one", "", drip(BEGIN, ROW)),
        Arguments.of("notices one by one", "", drip(BEGIN, NOTICE)));
  }

  private static int milliseconds(String end) {
    String last = end.strip().lines().reduce((before, line) -> line).orElse("");
    return Integer.parseInt(last.substring(0, last.indexOf(' ')));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("delays")
  void endsInTime(String what, String reader, Reply reply) throws Exception {
    try (ScriptedServer server = new ScriptedServer(welcome("0.1.0"), reply)) {
      String end = query(server, new Timeouts(LONG, SHORT, 2), 0, reader);

      assertThat(end).contains("it did not answer a statement within 2 s (queryTimeout)");
      assertThat(milliseconds(end)).isBetween(1_900, 4_000);
    }
  }

  static Stream<Arguments> delaysOfSignIn() {
    return Stream.of(
        Arguments.of("silence", once(NONE)),
        Arguments.of("a parameter byte by byte", drip(START_OF_PARAMETER, new byte[] {'x'})),
        Arguments.of("notices one by one", drip(AUTHENTICATED, NOTICE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("delaysOfSignIn")
  void signInEndsInTime(String what, Reply reply) throws Exception {
    byte[] askForPassword = message('R', body -> body.writeInt(3));
    try (ScriptedServer server = new ScriptedServer(askForPassword, reply)) {
      String end = query(server, new Timeouts(SHORT, LONG, 0), 0, "");

      assertThat(end).contains("it did not answer within 2 s (connectTimeout)");
      // With the time that the JVM needs to load the classes.
      assertThat(milliseconds(end)).isBetween(1_900, 5_000);
    }
  }

  @Test
  void theTimeOfTheGoalEndsAStatementToo() throws Exception {
    try (ScriptedServer server = scripted(welcome("0.1.0"), BEGIN, NONE)) {
      String end = query(server, new Timeouts(LONG, LONG, 2), SHORT, "");

      assertThat(end)
          .contains(
              "Cannot get an answer from server \"aep\"",
              ": the goal did not end within 2 s (qs.timeout).",
              "-Dqs.timeout");
      // The statement gets what connecting leaves of the time.
      assertThat(milliseconds(end)).isBetween(1, 4_000);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void theTimeOfTheGoalEndsSignInToo() throws Exception {
    try (ScriptedServer server = new ScriptedServer(AUTHENTICATED, NONE)) {
      assertThat(query(server, new Timeouts(LONG, LONG, 2), SHORT, ""))
          .contains("the goal did not end within 2 s (qs.timeout)");
    }
  }

  @Test
  void aLongVersionIsShortened() throws Exception {
    byte[] greeting = welcome("0.1.0" + "x".repeat(1000));
    try (ScriptedServer server = new ScriptedServer(greeting, COMPLETE_ROW)) {
      String end = query(server, new Timeouts(LONG, LONG, 0), 0, "");

      assertThat(end).contains("[0.1.0" + "x".repeat(59) + "...]");
    }
  }

  @Test
  void theTimeOfTheGoalEndsTheWaitForASession() throws Exception {
    try (ScriptedServer server = new ScriptedServer(welcome("0.1.0"), NONE);
        Sessions sessions = new Sessions()) {
      Path caFile = TlsPostgres.shared().caFile();
      CountDownLatch release = new CountDownLatch(1);
      CountDownLatch inside = new CountDownLatch(1);
      Thread other =
          new Thread(
              () -> {
                try {
                  sessions.use(
                      target(server.port(), caFile, new Timeouts(LONG, LONG, 0)),
                      new HeardLog(),
                      session -> {
                        inside.countDown();
                        await(release);
                        return "";
                      });
                } catch (CannotCheckException e) {
                  throw new IllegalStateException(e);
                }
              });
      other.start();
      await(inside);

      assertThatThrownBy(
              () ->
                  sessions.use(
                      target(
                          server.port(),
                          caFile,
                          new Timeouts(LONG, LONG, 0, new TimeLimit(1, System::nanoTime))),
                      new HeardLog(),
                      session -> ""))
          .hasMessageContaining(
              "the goal did not end within 1 s (qs.timeout); it waited for the session, which"
                  + " another thread of the build uses.");
      release.countDown();
      other.join();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
