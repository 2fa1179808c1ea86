package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.connection.Fault.Kind;
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
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.util.GT;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

class FaultTest {
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
  void aServersCodeDecides(String sqlState, Kind kind) {
    Fault fault = server(sqlState, "some words");

    assertThat(fault).isEqualTo(new Fault(kind, sqlState, "some words", false));
  }

  @Test
  void queryServicesSessionLimitHasNoDocumentedCode() {
    assertThat(server("58000", "Session Limit Reached").kind()).isEqualTo(Kind.TOO_MANY_SESSIONS);
  }

  static Stream<Arguments> ofTheNetwork() {
    return Stream.of(
        Arguments.of(new UnknownHostException("h"), NetworkFault.Kind.UNKNOWN_HOST),
        Arguments.of(new ConnectException("Connection refused"), NetworkFault.Kind.REFUSED),
        Arguments.of(new NoRouteToHostException("No route"), NetworkFault.Kind.REFUSED),
        Arguments.of(new SocketTimeoutException("Connect timed out"), NetworkFault.Kind.TIMED_OUT),
        Arguments.of(new EOFException(), NetworkFault.Kind.CONNECTION_LOST),
        Arguments.of(new SocketException("Connection reset"), NetworkFault.Kind.CONNECTION_LOST),
        Arguments.of(
            new SSLHandshakeException("x").initCause(new CertPathValidatorException("y")),
            NetworkFault.Kind.UNTRUSTED_CERTIFICATE),
        Arguments.of(
            new SSLHandshakeException("x")
                .initCause(
                    new CertPathValidatorException("y", new CertificateExpiredException("z"))),
            NetworkFault.Kind.EXPIRED_CERTIFICATE),
        Arguments.of(
            new SSLException("Unsupported or unrecognized SSL message"),
            NetworkFault.Kind.TLS_FAILED),
        Arguments.of(
            new IllegalStateException(
                new DiagnosticHostnameVerifier.MismatchException(List.of("other.example.org"))),
            NetworkFault.Kind.WRONG_CERTIFICATE),
        Arguments.of(
            new SSLException("x", new SocketException("Connection reset")),
            NetworkFault.Kind.CONNECTION_LOST),
        Arguments.of(new IOException("Unexpected packet type: 72"), Kind.UNREADABLE_ANSWER),
        Arguments.of(new IllegalStateException("x"), Kind.UNREADABLE_ANSWER),
        Arguments.of(new OutOfMemoryError("x"), Kind.UNREADABLE_ANSWER),
        Arguments.of(new SQLException("x"), Kind.OTHER));
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

    assertThat(Fault.of(exception).kind()).isEqualTo(Kind.NO_TLS);
  }

  @Test
  void theDriversOwnWordForAnAnswerThatIsNoneIsKnownFromTheServers() {
    assertThat(Fault.of(new PSQLException("x", PSQLState.PROTOCOL_VIOLATION)).kind())
        .isEqualTo(Kind.UNREADABLE_ANSWER);
    assertThat(server("08P01", "Unsupported message type").kind()).isEqualTo(Kind.SERVER_ERROR);
  }

  @Test
  void aTimeThatIsOverIsKnownByItsType() {
    Fault fault = Fault.of(new SQLTimeoutException("no answer", new SocketException("closed")));

    assertThat(fault.kind()).isEqualTo(NetworkFault.Kind.TIMED_OUT);
    assertThat(fault.atWork().kind()).isEqualTo(Kind.SILENT);
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

    assertThat(driver(b).kind()).isEqualTo(Kind.OTHER);
  }

  @Test
  void onlyWhatCanPassIsTriedAgain() {
    assertThat(kinds().filter(FaultKind::passing))
        .containsExactlyInAnyOrder(
            NetworkFault.Kind.REFUSED,
            NetworkFault.Kind.TIMED_OUT,
            NetworkFault.Kind.CONNECTION_LOST,
            Kind.NOT_READY,
            Kind.TOO_MANY_SESSIONS,
            Kind.SYSTEM_ERROR);
  }

  static Stream<FaultKind> kinds() {
    return Stream.concat(Stream.of(NetworkFault.Kind.values()), Stream.of(Kind.values()));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyFaultSaysWhatWasTriedOnWhatWhatCameBackAndWhatToDo(FaultKind kind) {
    Target target =
        new Target(
            new Endpoint("aep", "db.example.org", 5432, "prod:all", SslMode.VERIFY_FULL, null),
            new Credential("u", new Secret("s3cret-s3cret")),
            new Timeouts(30, 300, 2));
    String hostile = "s3cret-s3cret\n::error::\u001B[31m";

    String message =
        String.valueOf(
            new FaultMessage(target, new Fault(kind, "12345", hostile, true), 1)
                .toException()
                .getMessage());

    assertThat(message)
        .matches(
            "(?s)Cannot .+ server \"aep\" at db\\.example\\.org:5432, database \"prod:all\": .+")
        .contains("\nWhat to do: ")
        .doesNotContain("s3cret", "\u001B", "::");
    assertThat(message.lines()).hasSize(2);
    assertThat(message.toLowerCase(Locale.ROOT)).doesNotContain("null");
  }
}
