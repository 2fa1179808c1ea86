package io.github.qsmaven.connection;

import static io.github.qsmaven.testing.ScriptedServer.columns;
import static io.github.qsmaven.testing.ScriptedServer.message;
import static io.github.qsmaven.testing.ScriptedServer.script;
import static io.github.qsmaven.testing.ScriptedServer.welcome;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that are no answers: each over which the driver stumbles in its own way. */
class GarbledAnswerTest {
  private static final String PASSWORD = "s3cret-s3cret";
  private static final String NO_PROTOCOL = "the response is not in PostgreSQL's protocol";

  private static final byte[] BIND_COMPLETE = message('2', body -> {});
  private static final byte[] PARSE_COMPLETE = message('1', body -> {});
  private static final byte[] ONE_COLUMN = columns(1, "name");
  private static final byte[] COMPLETE = message('C', body -> body.writeBytes("SELECT 1\0"));
  private static final byte[] READY = message('Z', body -> body.write('I'));

  private static Arguments atSignIn(String what, String told, ScriptedServer.Part... greeting) {
    return Arguments.of(what, script(greeting), new byte[0], told);
  }

  private static Arguments atWork(String what, String told, ScriptedServer.Part... answer) {
    return Arguments.of(what, welcome("0.1.0"), script(answer), told);
  }

  /** A row of one value without its bytes. */
  private static byte[] valueOfLength(int length) {
    return message(
        'D',
        body -> {
          body.writeShort(1);
          body.writeInt(length);
        });
  }

  private static byte[] result(byte[] row) {
    return script(
        out -> {
          out.write(PARSE_COMPLETE);
          out.write(BIND_COMPLETE);
          out.write(ONE_COLUMN);
          out.write(row);
          out.write(COMPLETE);
          out.write(READY);
        });
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        atSignIn(
            "an error of a negative length",
            NO_PROTOCOL,
            out -> {
              out.write('E');
              out.writeInt(-5);
              out.writeBytes("SFATAL\0");
            }),
        atSignIn(
            "an error of 2 GB",
            NO_PROTOCOL,
            out -> {
              out.write('E');
              out.writeInt(Integer.MAX_VALUE);
              out.writeBytes("SFATAL\0");
            }),
        atSignIn(
            "an error without a word",
            "the server reported 'no message'",
            out -> out.write(message('E', body -> body.write(0)))),
        atSignIn(
            "a step of an authentication that never began",
            NO_PROTOCOL,
            out -> out.write(message('R', body -> body.writeInt(11)))),
        atSignIn(
            "an authentication by Kerberos",
            "it requires Kerberos, not a password",
            out -> out.write(message('R', body -> body.writeInt(7)))),
        atSignIn(
            "a key of a negative length",
            NO_PROTOCOL,
            out -> {
              out.write(message('R', body -> body.writeInt(0)));
              out.write('K');
              out.writeInt(-1);
              out.writeInt(1);
            }),
        atSignIn(
            "a ReadyForQuery of another length",
            NO_PROTOCOL,
            out -> {
              out.write(message('R', body -> body.writeInt(0)));
              out.write(message('Z', body -> body.writeInt(0)));
            }),
        atSignIn(
            "another encoding",
            "client_encoding",
            out -> {
              out.write(message('R', body -> body.writeInt(0)));
              out.write(message('S', body -> body.writeBytes("client_encoding\0LATIN1\0")));
            }),
        atWork(
            "more portals than were bound",
            NO_PROTOCOL,
            out -> {
              out.write(BIND_COMPLETE);
              out.write(BIND_COMPLETE);
            }),
        atWork(
            "more results than were asked for",
            NO_PROTOCOL,
            out -> {
              for (int i = 0; i < 3; i++) {
                out.write(ONE_COLUMN);
              }
            }),
        atWork(
            "a row without a description",
            NO_PROTOCOL,
            out -> {
              out.write(PARSE_COMPLETE);
              out.write(BIND_COMPLETE);
              out.write(message('D', body -> body.writeShort(0)));
              out.write(COMPLETE);
            }),
        atWork(
            "a row with fewer values than columns",
            NO_PROTOCOL,
            out -> out.write(result(message('D', body -> body.writeShort(0))))),
        atWork(
            "NULL where a value must be",
            NO_PROTOCOL + " (a row lacks a value, or has NULL",
            out -> out.write(result(valueOfLength(-1)))),
        atWork(
            "a value of a negative length",
            NO_PROTOCOL,
            out -> out.write(result(valueOfLength(-7)))),
        atWork(
            "a value of 2 GB",
            NO_PROTOCOL,
            out ->
                out.write(
                    result(
                        message(
                            'D',
                            body -> {
                              body.writeShort(1);
                              body.writeInt(Integer.MAX_VALUE);
                            })))),
        atWork(
            "a message of 2 GB",
            NO_PROTOCOL,
            out -> {
              out.write('C');
              out.writeInt(Integer.MAX_VALUE);
            }),
        atWork(
            "a message of no known type",
            NO_PROTOCOL,
            out -> out.write(message('!', body -> body.writeInt(0)))),
        atWork(
            "an HTTP response",
            NO_PROTOCOL,
            out -> out.writeBytes("HTTP/1.1 400 Bad Request\r\n\r\n")),
        atWork("no result", "No results were returned", out -> out.write(READY)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void isToldAsAnyOtherFault(String what, byte[] greeting, byte[] answer, String told)
      throws Exception {
    try (ScriptedServer server = new ScriptedServer(greeting, answer);
        Sessions sessions = new Sessions()) {
      Target target =
          new Target(
              new Endpoint(
                  "aep",
                  server.host(),
                  server.port(),
                  "prod:all",
                  SslMode.VERIFY_FULL,
                  TlsPostgres.shared().caFile()),
              new Credential("u", new Secret(PASSWORD)),
              new Timeouts(1, 1, 0));

      assertThatThrownBy(
              () ->
                  sessions.use(
                      target,
                      new HeardLog(),
                      session -> session.query("SELECT 1", List.of(), row -> row.getString(1))))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContainingAll(
              "server \"aep\" at localhost:" + server.port() + ", database \"prod:all\": ",
              told,
              "What to do: ")
          .hasNoCause();
    }
  }
}
