package io.github.qsmaven.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.qsmaven.connection.Analysis.Accepted;
import io.github.qsmaven.connection.Analysis.Rejected;
import io.github.qsmaven.connection.Analysis.Unknown;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.SslMode;
import io.github.qsmaven.testing.ScriptedServer;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsPostgres;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to the analysis of a statement that PostgreSQL gives rarely or never. */
class AnalysisErrorTest {
  private static final byte[] READY = ScriptedServer.message('Z', body -> body.write('I'));

  private static TestDatabase database;

  @BeforeAll
  static void createDatabase() throws SQLException {
    database = new TestDatabase();
  }

  private static byte[] error(String fields) {
    return ScriptedServer.message('E', out -> out.write((fields + "\0\0").getBytes(UTF_8)));
  }

  /** The server closes the connection after an answer that is not ready for the next message. */
  private static Analysis analysis(byte[]... answer) throws IOException, CannotCheckException {
    try (ScriptedServer server =
        new ScriptedServer(
            ScriptedServer.welcome("16.4"),
            (message, out) -> {
              for (byte[] part : answer) {
                out.write(part);
              }
              if (answer[answer.length - 1] != READY) {
                out.close();
              }
            })) {
      return TestDatabase.use(
          database.target(
              new Endpoint(
                  "qs",
                  server.host(),
                  server.port(),
                  "db",
                  SslMode.VERIFY_FULL,
                  TlsPostgres.shared().caFile())),
          session -> session.analyze(new UserSql("SELECT 1", 0)));
    }
  }

  private static Rejected rejected(String fields) throws Exception {
    return assertThat(analysis(error(fields), READY)).asInstanceOf(type(Rejected.class)).actual();
  }

  @ParameterizedTest
  @ValueSource(strings = {"57P01", "57014", "25P03", "08006", "53200", "58030", "bad"})
  void anErrorOfTheSessionIsNotOneOfTheStatement(String state) {
    assertThatThrownBy(() -> analysis(error("SERROR\0C" + state + "\0Mno such luck"), READY))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("no such luck");
  }

  @Test
  void anErrorThatEndsTheSessionIsNotOneOfTheStatement() {
    assertThatThrownBy(() -> analysis(ScriptedServer.fatal("42601", "no such luck")))
        .isInstanceOf(CannotCheckException.class);
    assertThatThrownBy(() -> analysis(error("SERROR\0CXX000\0Mserver conn crashed?"), READY))
        .isInstanceOf(CannotCheckException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"40P01", "55P03", "XX000"})
  void anErrorThatMayPassSaysNothing(String state) throws Exception {
    assertThat(analysis(error("SERROR\0C" + state + "\0Mcache lookup failed"), READY))
        .isEqualTo(
            new Unknown(
                "the server failed to analyze it: 'cache lookup failed' (SQLSTATE " + state + ")"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"22P02", "0A000", "54001", "42P12", "3D000", "00000", "P0001"})
  void otherErrorsAreOfTheStatement(String state) throws Exception {
    assertThat(rejected("SERROR\0C" + state + "\0Mno"))
        .isEqualTo(new Rejected(state, "no", null, null, 0, ""));
  }

  @Test
  void aPositionThatIsNoneIsZero() throws Exception {
    for (String position : new String[] {"x", "-3", "99999999999", ""}) {
      assertThat(rejected("SERROR\0C42601\0Mno\0P" + position).position()).isZero();
    }
    assertThat(rejected("SERROR\0C42601\0Mno\0P7").position()).isEqualTo(7);
  }

  @Test
  void theTextsAreBoundedAndWithoutThePassword() throws Exception {
    String text = TestDatabase.PASSWORD + " x".repeat(100_000);
    Rejected rejected =
        rejected("SERROR\0C42601\0M" + text + "\0H" + text + "\0D" + text + "\0R" + text);

    for (String part : new String[] {rejected.message(), rejected.hint(), rejected.detail()}) {
      assertThat(part).startsWith("*** x").hasSizeLessThan(3_000);
    }
    assertThat(rejected.routine()).isEmpty();
  }

  /** One parameter more than the statement has: the driver fails with an exception of Java. */
  @Test
  void whatTheDriverCannotReadSaysNothing() throws Exception {
    assertThat(analysis(ScriptedServer.wire('1'), ScriptedServer.wire('t', (short) 1, 23), READY))
        .isInstanceOf(Unknown.class);
    assertThat(
            analysis(
                ScriptedServer.wire('1'),
                ScriptedServer.wire('t', (short) 0),
                ScriptedServer.wire('n'),
                READY))
        .isInstanceOf(Accepted.class);
  }
}
