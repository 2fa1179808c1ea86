package io.github.qsmaven.connection;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.GT;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/**
 * A fault on the way to the server or at the server.
 *
 * @param kind what it means: a {@link NetworkFault.Kind} or a {@link Kind}
 * @param sqlState the SQLSTATE that the server gave; null if the fault is not the server's
 * @param text the message of the server or of the network; it may be in any language, so it decides
 *     only what has no code
 * @param signedIn whether the fault occurred after sign-in
 */
record Fault(FaultKind kind, @Nullable String sqlState, String text, boolean signedIn) {

  /** What a fault of the server or of the driver means. */
  enum Kind implements FaultKind {
    /** No response to a statement in time; another attempt would only take as long again. */
    SILENT(false),
    /**
     * The server is starting, stopping or recovering (57P03, 57P01, 57P02), or has waited too long
     * for a statement (57P05).
     */
    NOT_READY(true),
    /** No session is left (53300, or Query Service's "Session Limit Reached"). */
    TOO_MANY_SESSIONS(true),
    /**
     * An internal failure of Query Service (58000). It is transient only at sign-in: it is also the
     * response to a statement with something that the service does not know.
     */
    SYSTEM_ERROR(true),
    /** The server does not support TLS. */
    NO_TLS(false),
    /** The password is wrong, or the token has expired (28P01). */
    WRONG_PASSWORD(false),
    /** The server does not admit this user (28000). */
    NOT_ADMITTED(false),
    /** There is no such database (3D000). */
    UNKNOWN_DATABASE(false),
    /** Query Service finds no tables for the database name (42P12). */
    NO_TABLES(false),
    /**
     * The server canceled the statement because it took too long (57014, Query Service's 53400).
     */
    STATEMENT_TOO_LONG(false),
    /** The response is not in PostgreSQL's protocol. */
    UNREADABLE_ANSWER(false),
    /** Any other error of the server. */
    SERVER_ERROR(false),
    /** Any other failure of the driver or the network. */
    OTHER(false);

    private final boolean passing;

    Kind(boolean passing) {
      this.passing = passing;
    }

    @Override
    public boolean passing() {
      return passing;
    }
  }

  /** Classifies an exception of the driver. */
  static Fault of(SQLException exception) {
    ServerErrorMessage message =
        exception instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
    if (message != null) {
      String state = message.getSQLState();
      String text = message.getMessage();
      return new Fault(ofServer(state, text), state, text == null ? "no message" : text, false);
    }
    return ofDriver(exception);
  }

  /** The server answers that it does not support TLS. */
  static Fault noTls() {
    return local(Kind.NO_TLS, "the server does not support TLS");
  }

  /** The same fault, after sign-in. */
  Fault atWork() {
    return new Fault(
        kind == NetworkFault.Kind.TIMED_OUT ? Kind.SILENT : kind, sqlState, text, true);
  }

  /** Whether a retry may succeed. */
  boolean passes() {
    return kind.passing() && !(kind == Kind.SYSTEM_ERROR && signedIn);
  }

  private static Kind ofServer(@Nullable String sqlState, @Nullable String text) {
    if (text != null && text.toLowerCase(Locale.ROOT).contains("session limit reached")) {
      return Kind.TOO_MANY_SESSIONS;
    }
    return switch (sqlState == null ? "" : sqlState) {
      case "28P01" -> Kind.WRONG_PASSWORD;
      case "28000" -> Kind.NOT_ADMITTED;
      case "3D000" -> Kind.UNKNOWN_DATABASE;
      case "42P12" -> Kind.NO_TABLES;
      case "53300" -> Kind.TOO_MANY_SESSIONS;
      case "57P01", "57P02", "57P03", "57P05" -> Kind.NOT_READY;
      case "58000" -> Kind.SYSTEM_ERROR;
      case "57014", "53400" -> Kind.STATEMENT_TOO_LONG;
      default -> Kind.SERVER_ERROR;
    };
  }

  private static Fault ofDriver(SQLException exception) {
    if (exception instanceof SQLTimeoutException) {
      return local(NetworkFault.Kind.TIMED_OUT, "");
    }
    DiagnosticHostnameVerifier.MismatchException mismatch =
        NetworkFault.find(exception, DiagnosticHostnameVerifier.MismatchException.class);
    if (mismatch != null) {
      List<String> names = mismatch.names();
      return local(
          NetworkFault.Kind.WRONG_CERTIFICATE,
          names.isEmpty() ? "it names no host" : "it is valid for " + String.join(", ", names));
    }
    NetworkFault network = NetworkFault.of(exception);
    if (network != null) {
      // The driver leaves the host name to the verifier above.
      return network.kind() == NetworkFault.Kind.WRONG_CERTIFICATE
          ? local(NetworkFault.Kind.UNTRUSTED_CERTIFICATE, network.text())
          : local(network.kind(), network.text());
    }
    return ofDriversMessage(exception);
  }

  /** A fault that is neither the server's nor the network's. */
  private static Fault ofDriversMessage(SQLException exception) {
    if (NetworkFault.find(exception, RuntimeException.class) != null
        || NetworkFault.find(exception, Error.class) != null) {
      return local(Kind.UNREADABLE_ANSWER, "the driver failed on it");
    }
    IOException io = NetworkFault.find(exception, IOException.class);
    if (io != null) {
      return local(Kind.UNREADABLE_ANSWER, String.valueOf(io.getMessage()));
    }
    String text = String.valueOf(exception.getMessage());
    if (PSQLState.PROTOCOL_VIOLATION.getState().equals(exception.getSQLState())) {
      return local(Kind.UNREADABLE_ANSWER, text);
    }
    if (PSQLState.CONNECTION_DOES_NOT_EXIST.getState().equals(exception.getSQLState())) {
      return local(NetworkFault.Kind.CONNECTION_LOST, text);
    }
    // The driver gives these neither a cause nor a state of their own, but its translated message.
    if (text.equals(GT.tr("The server does not support SSL."))) {
      return noTls();
    }
    if (text.equals(GT.tr("Authentication method is not allowed by requireAuth"))) {
      return local(Kind.NOT_ADMITTED, "it asks for Kerberos, not for a password");
    }
    return local(Kind.OTHER, text);
  }

  private static Fault local(FaultKind kind, String text) {
    return new Fault(kind, null, text, false);
  }
}
