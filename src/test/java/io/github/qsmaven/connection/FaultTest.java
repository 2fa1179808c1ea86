package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.SslMode;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.GT;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

class FaultTest {
  private static final String HOSTILE = "s3cret-s3cret\n::error::\u001B[31m";

  private static Fault server(String sqlState, String message) {
    return Fault.of(
        new PSQLException(new ServerErrorMessage("SFATAL\0C" + sqlState + "\0M" + message + "\0")));
  }

  private static Fault driver(Throwable cause) {
    return Fault.of(new PSQLException("words", PSQLState.CONNECTION_FAILURE, cause));
  }

  @ParameterizedTest
  @CsvSource({
    "28P01, WRONG_PASSWORD",
    "28000, NOT_ADMITTED",
    "3D000, UNKNOWN_DATABASE",
    "42P12, NO_TABLES",
    "53300, TOO_MANY_SESSIONS",
    "57P01, NOT_READY",
    "57P03, NOT_READY",
    "57P05, NOT_READY",
    "58000, SYSTEM_ERROR",
    "57014, STATEMENT_TOO_LONG",
    "53400, STATEMENT_TOO_LONG",
    "42501, SERVER_ERROR",
    "00000, SERVER_ERROR"
  })
  void aServersCodeDecides(String sqlState, FaultKind kind) {
    Fault fault = server(sqlState, "some words");

    assertThat(fault).isEqualTo(new Fault(kind, sqlState, "some words", false, false));
  }

  @Test
  void queryServicesSessionLimitHasNoDocumentedCode() {
    assertThat(server("58000", "Session Limit Reached").kind())
        .isEqualTo(FaultKind.TOO_MANY_SESSIONS);
  }

  static Stream<Arguments> ofTheNetwork() {
    return Stream.of(
        Arguments.of(new UnknownHostException("h"), FaultKind.UNKNOWN_HOST),
        Arguments.of(new ConnectException("Connection refused"), FaultKind.REFUSED),
        Arguments.of(new NoRouteToHostException("No route"), FaultKind.REFUSED),
        Arguments.of(new SocketTimeoutException("Connect timed out"), FaultKind.TIMED_OUT),
        Arguments.of(new EOFException(), FaultKind.CONNECTION_LOST),
        Arguments.of(new SocketException("Connection reset"), FaultKind.CONNECTION_LOST),
        Arguments.of(
            new SSLHandshakeException("x")
                .initCause(new TlsException(FaultKind.EXPIRED_CERTIFICATE, "y", null)),
            FaultKind.EXPIRED_CERTIFICATE),
        Arguments.of(
            new SSLException("Unsupported or unrecognized SSL message"), FaultKind.TLS_FAILED),
        Arguments.of(
            new IllegalStateException(
                new DiagnosticHostnameVerifier.MismatchException(List.of("other.example.org"))),
            FaultKind.WRONG_CERTIFICATE),
        Arguments.of(
            new SSLException("x", new SocketException("Connection reset")),
            FaultKind.CONNECTION_LOST),
        Arguments.of(new IOException("Unexpected packet type: 72"), FaultKind.UNREADABLE_ANSWER),
        Arguments.of(new IllegalStateException("x"), FaultKind.UNREADABLE_ANSWER),
        Arguments.of(new OutOfMemoryError("x"), FaultKind.UNREADABLE_ANSWER),
        Arguments.of(new SQLException("x"), FaultKind.OTHER));
  }

  @ParameterizedTest
  @MethodSource("ofTheNetwork")
  void theCauseDecidesWhereTheServerSaidNothing(Throwable cause, FaultKind kind) {
    assertThat(driver(cause).kind()).isEqualTo(kind);
    assertThat(driver(cause).sqlState()).isNull();
  }

  @Test
  void aServerWithoutTlsIsKnownInTheLanguageOfTheDriver() {
    SQLException exception =
        new PSQLException(GT.tr("The server does not support SSL."), PSQLState.CONNECTION_REJECTED);

    assertThat(Fault.of(exception).kind()).isEqualTo(FaultKind.NO_TLS);
  }

  @Test
  void theDriversOwnWordForAnAnswerThatIsNoneIsKnownFromTheServers() {
    assertThat(Fault.of(new PSQLException("x", PSQLState.PROTOCOL_VIOLATION)).kind())
        .isEqualTo(FaultKind.UNREADABLE_ANSWER);
    assertThat(server("08P01", "Unsupported message type").kind())
        .isEqualTo(FaultKind.UNSUPPORTED_MESSAGE);
    assertThat(server("08P01", "unknown").kind()).isEqualTo(FaultKind.SERVER_ERROR);
  }

  @Test
  void aTimeThatIsOverIsKnownByItsType() {
    Fault fault = Fault.of(new SQLTimeoutException("no answer", new SocketException("closed")));

    assertThat(fault.kind()).isEqualTo(FaultKind.TIMED_OUT);
    assertThat(fault.atWork().kind()).isEqualTo(FaultKind.SILENT);
  }

  @Test
  void anInternalFailureOfTheServerPassesAtSignInAlone() {
    assertThat(server("58000", "System error").passes()).isTrue();
    assertThat(server("58000", "System error").atWork().passes()).isFalse();
    assertThat(server("58000", "Session Limit Reached").atWork().passes()).isTrue();
  }

  @Test
  void causesThatGoInACircleEnd() {
    Exception a = new Exception("a");
    Exception b = new Exception("b", a);
    a.initCause(b);

    assertThat(driver(b).kind()).isEqualTo(FaultKind.OTHER);
  }

  @Test
  void onlyWhatCanPassIsTriedAgain() {
    assertThat(Stream.of(FaultKind.values()).filter(FaultKind::isTransient))
        .containsExactlyInAnyOrder(
            FaultKind.REFUSED,
            FaultKind.TIMED_OUT,
            FaultKind.CONNECTION_LOST,
            FaultKind.NOT_READY,
            FaultKind.TOO_MANY_SESSIONS,
            FaultKind.SYSTEM_ERROR);
  }

  @ParameterizedTest
  @EnumSource
  void everyFaultSaysWhatWasTriedOnWhatWhatCameBackAndWhatToDo(FaultKind kind) {
    assertDescribed(new Fault(kind, "12345", HOSTILE, true, false));
    assertDescribed(new Fault(kind, null, HOSTILE, true, false));
  }

  private static void assertDescribed(Fault fault) {
    Target target =
        new Target(
            new Endpoint("aep", "db.example.org", 5432, "prod:all", SslMode.VERIFY_FULL, null),
            new Credential("u", new Secret("s3cret-s3cret")),
            new Timeouts(30, 300, 2));

    String message = String.valueOf(new FaultMessage(target, fault, 1).toException().getMessage());

    assertThat(message)
        .matches(
            "(?s)Cannot .+ server \"aep\" at db\\.example\\.org:5432, database \"prod:all\": .+")
        .contains("\nWhat to do: ")
        .doesNotContain("s3cret", "\u001B", "::");
    assertThat(message.lines()).hasSize(2);
    assertThat(message.toLowerCase(Locale.ROOT)).doesNotContain("null");
  }
}
