package io.github.qsmaven.testing.queryservice;

import static io.github.qsmaven.testing.queryservice.Fixture.LONGEST_WAIT;
import static io.github.qsmaven.testing.queryservice.Fixture.ask;
import static io.github.qsmaven.testing.queryservice.Fixture.connect;
import static io.github.qsmaven.testing.queryservice.Fixture.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Socket;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults of the simulator, as the plain driver sees them. */
class InjectedFaultTest {
  private static final Pattern STATEMENT = Pattern.compile("luma_midvalues");
  private static final String SQL = "SELECT id FROM luma_midvalues ORDER BY id";

  private static Fixture fixture;

  @BeforeAll
  static void makeTables() throws SQLException {
    fixture = new Fixture();
  }

  private static Properties shortTimeouts() {
    Properties properties = properties();
    properties.setProperty("connectTimeout", "1");
    properties.setProperty("socketTimeout", "1");
    properties.setProperty("sslResponseTimeout", "1000");
    return properties;
  }

  static Stream<Arguments> faults() {
    return Stream.of(FaultPoint.values())
        .flatMap(
            point ->
                Stream.of(
                        Breakage.CLOSE,
                        Breakage.CUT,
                        Breakage.RESET,
                        Breakage.SILENCE,
                        Breakage.GARBAGE,
                        Breakage.HTTP,
                        ServerError.fatal("57P01", "The simulator is stopping"))
                    // Breakage.HTTP gives the reason.
                    .filter(
                        kind -> kind != Breakage.HTTP || point.compareTo(FaultPoint.START_UP) <= 0)
                    .map(kind -> Arguments.of(point, kind)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void itFailsOnceAsConfiguredAndThenWorks(FaultPoint point, FaultKind kind) throws Exception {
    InjectedFault fault = InjectedFault.at(point, kind).times(1).after(3).on(STATEMENT);
    try (QueryServiceSimulator server = fixture.simulator().fault(fault).start()) {
      assertThatThrownBy(() -> askWithShortTimeouts(server))
          // The driver throws the second one for an invalid length.
          .isInstanceOfAny(SQLException.class, NegativeArraySizeException.class);
      assertThat(server.awaitNoConnections(LONGEST_WAIT)).isTrue();
      assertThat(ask(server, SQL)).hasSize(2000);
      assertThat(server.awaitNoSessions(LONGEST_WAIT)).isTrue();
    }
  }

  private static void askWithShortTimeouts(QueryServiceSimulator server) throws SQLException {
    try (Connection connection = connect(server, shortTimeouts())) {
      ask(connection, SQL);
    }
  }

  static Stream<FaultPoint> pointsOfAStatement() {
    return Stream.of(FaultPoint.values()).filter(FaultPoint::ofAStatement);
  }

  @ParameterizedTest
  @MethodSource("pointsOfAStatement")
  void aSessionGoesOnAfterAnErrorAtAnyPoint(FaultPoint point) throws Exception {
    InjectedFault fault =
        InjectedFault.at(point, ServerError.error("58000", "System error"))
            .times(1)
            .after(300)
            .on(STATEMENT);
    try (QueryServiceSimulator server = fixture.simulator().fault(fault).start();
        Connection connection = connect(server)) {
      assertThatThrownBy(() -> ask(connection, SQL)).hasMessageContaining("System error");
      assertThat(ask(connection, SQL)).hasSize(2000);
    }
  }

  @Test
  void theErrorAtSignInIsThatOfTheTest() throws Exception {
    InjectedFault fault =
        InjectedFault.at(FaultPoint.AUTHENTICATION_OK, ServerError.fatal("57P03", "starting up"));
    try (QueryServiceSimulator server = fixture.simulator().fault(fault).start()) {
      assertThatThrownBy(() -> connect(server))
          .isInstanceOfSatisfying(
              SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("57P03"))
          .hasMessageContaining("starting up");
    }
  }

  @Test
  void aServerCanSayThatItSpeaksNoTls() throws Exception {
    InjectedFault fault = InjectedFault.at(FaultPoint.TLS_ANSWER, Breakage.NO_TLS);
    try (QueryServiceSimulator server = fixture.simulator().fault(fault).start()) {
      assertThatThrownBy(() -> connect(server)).hasMessageContaining("does not support SSL");
    }
  }

  @Test
  void aStatementIsChosenByItsNumber() throws Exception {
    InjectedFault fault =
        InjectedFault.at(FaultPoint.STATEMENT, ServerError.error("58000", "third")).onStatement(3);
    try (QueryServiceSimulator server = fixture.simulator().fault(fault).start();
        Connection connection = connect(server)) {
      // The driver sends the first statement itself.
      ask(connection, "SELECT 2");
      assertThatThrownBy(() -> ask(connection, "SELECT 3")).hasMessageContaining("third");
      ask(connection, "SELECT 4");
    }
  }

  @Test
  void faultsCanComeAndGoWhileItRuns() throws Exception {
    try (QueryServiceSimulator server = fixture.start()) {
      server.inject(InjectedFault.at(FaultPoint.ACCEPTED, Breakage.RESET));
      assertThatThrownBy(() -> connect(server)).isInstanceOf(SQLException.class);
      server.clearFaults();
      assertThat(ask(server, "SELECT 1")).containsExactly("1");
    }
  }

  @Test
  void rowsThatTrickleNeverEnd() throws Exception {
    InjectedFault fault =
        InjectedFault.at(FaultPoint.DATA_ROW, Breakage.TRICKLE).after(2).on(STATEMENT);
    try (QueryServiceSimulator server = fixture.simulator().fault(fault).start()) {
      try (RawClient client = new RawClient(server)) {
        client.query(SQL);
        // A RowDescription of 28 bytes and two rows of 12.
        String answer = client.bytes(28 + 2 * 12 + 20);
        assertThat(answer.substring(28 + 2 * 12)).startsWith("D").endsWith("         ");
      }
      assertThat(server.awaitNoConnections(LONGEST_WAIT)).isTrue();
    }
  }

  @Test
  void aHandshakeCanTrickle() throws Exception {
    InjectedFault fault = InjectedFault.at(FaultPoint.TLS_HANDSHAKE, Breakage.TRICKLE);
    try (QueryServiceSimulator server = fixture.simulator().fault(fault).start()) {
      try (Socket client = new Socket(server.host(), server.port())) {
        client.getOutputStream().write(new MessageBuilder().int32(80877103).asStartupPacket());
        client.getOutputStream().write(22);
        assertThat(client.getInputStream().readNBytes(8))
            .containsExactly('S', 22, 3, 3, 0x3F, 0xFF, ' ', ' ');
      }
      assertThat(server.awaitNoConnections(LONGEST_WAIT)).isTrue();
    }
  }

  @Test
  void aSimulatorThatTricklesOrIsSilentCanBeClosed() throws Exception {
    for (Breakage kind : new Breakage[] {Breakage.TRICKLE, Breakage.SILENCE}) {
      InjectedFault fault = InjectedFault.at(FaultPoint.STATEMENT, kind).on(STATEMENT);
      QueryServiceSimulator server = fixture.simulator().fault(fault).start();
      try (RawClient client = new RawClient(server)) {
        client.query(SQL);
        assertThat(server.awaitStatement(STATEMENT, LONGEST_WAIT)).isTrue();

        server.close();

        assertThat(server.openConnections()).isZero();
      }
    }
  }

  @Test
  void aFaultThatCannotBeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InjectedFault.at(FaultPoint.TLS_ANSWER, Breakage.TRICKLE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InjectedFault.at(FaultPoint.STATEMENT, Breakage.NO_TLS));
  }
}
