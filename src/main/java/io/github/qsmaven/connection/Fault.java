package io.github.qsmaven.connection;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.GT;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

/**
 * A fault on the way to the server or at the server.
 *
 * @param kind what it means
 * @param sqlState the SQLSTATE that the server gave; null if the fault is not the server's
 * @param text the message of the server or of the network; it may be in any language, so it decides
 *     only what has no code
 * @param signedIn whether the fault occurred after sign-in
 * @param hasDetails whether the driver's message, which {@code -X} shows, has more than the text
 * @param advice what to do; null: what the kind advises
 */
record Fault(
    FaultKind kind,
    @Nullable String sqlState,
    String text,
    boolean signedIn,
    boolean hasDetails,
    @Nullable String advice) {
  /** A fault with the advice of its kind. */
  Fault(
      FaultKind kind,
      @Nullable String sqlState,
      String text,
      boolean signedIn,
      boolean hasDetails) {
    this(kind, sqlState, text, signedIn, hasDetails, null);
  }

  /** PostgreSQL's protocol_violation; Query Service's "Unsupported message type". */
  static final String UNSUPPORTED_MESSAGE = "08P01";

  /** The thread that waits is interrupted. */
  static final Fault INTERRUPTED = of(FaultKind.INTERRUPTED, "the build was interrupted");

  private static final int LENGTH = 5;

  /** In characters. PostgreSQL's texts are far shorter; a server may send a megabyte. */
  private static final int MOST_OF_TEXT = 2_000;

  /** Classifies an exception of the driver. */
  static Fault of(SQLException exception) {
    ServerErrorMessage message = serverMessage(exception);
    if (message != null) {
      String state = sqlState(message);
      String text = message.getMessage();
      boolean hasDetails =
          message.getDetail() != null || message.getHint() != null || message.getWhere() != null;
      return new Fault(
          ofServer(message), state, text == null ? "no message" : text, false, hasDetails);
    }
    return ofDriver(exception);
  }

  /** Without the text, which may contain the password. */
  @Override
  public String toString() {
    return "Fault[" + kind + "]";
  }

  /** The SQLSTATE of a message; {@code invalid} if it is not one, but any other text. */
  static @Nullable String sqlState(ServerErrorMessage message) {
    String state = message.getSQLState();
    boolean isValid =
        state == null
            || (state.length() == LENGTH
                && state.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')));
    return isValid ? state : "invalid";
  }

  /** The start of a long text, from which the password is removed before: it may be cut, too. */
  static String shortened(String text) {
    if (text.length() <= MOST_OF_TEXT) {
      return text;
    }
    int end = MOST_OF_TEXT - (Character.isHighSurrogate(text.charAt(MOST_OF_TEXT - 1)) ? 1 : 0);
    return text.substring(0, end) + "...";
  }

  /** The server's message in an exception; null if the exception is not the server's. */
  static @Nullable ServerErrorMessage serverMessage(Throwable exception) {
    return exception instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
  }

  /** Whether the server ends the session with this error. */
  static boolean isFatal(ServerErrorMessage message) {
    return "FATAL".equals(message.getSeverity());
  }

  /** The same fault, after sign-in. */
  Fault atWork() {
    return new Fault(
        kind == FaultKind.TIMED_OUT ? FaultKind.SILENT : kind,
        sqlState,
        text,
        true,
        hasDetails,
        advice);
  }

  /** Whether a retry may succeed. */
  boolean passes() {
    return kind.isTransient() && !(kind == FaultKind.SYSTEM_ERROR && signedIn);
  }

  private static FaultKind ofServer(ServerErrorMessage message) {
    String text = message.getMessage();
    String sqlState = message.getSQLState();
    if ("28000".equals(sqlState) && String.valueOf(text).contains("certificate")) {
      return FaultKind.CLIENT_CERTIFICATE;
    }
    FaultKind pooler = text == null || sqlState == null ? null : PoolerError.kind(sqlState, text);
    if (pooler != null) {
      return pooler;
    }
    if (text != null && text.toLowerCase(Locale.ROOT).contains("session limit reached")) {
      return FaultKind.TOO_MANY_SESSIONS;
    }
    return switch (sqlState == null ? "" : sqlState) {
      case "28P01" -> FaultKind.WRONG_PASSWORD;
      // The text may be in any language; in this file, the state means a failed channel binding.
      case "28000" ->
          "auth-scram.c".equals(message.getFile())
              ? FaultKind.CHANNEL_BINDING
              : FaultKind.NOT_ADMITTED;
      case "3D000" -> FaultKind.UNKNOWN_DATABASE;
      case "42P12" -> FaultKind.NO_TABLES;
      case "53300" -> FaultKind.TOO_MANY_SESSIONS;
      case "57P01", "57P02", "57P03", "57P05", "25P03", "25P04" -> FaultKind.NOT_READY;
      case "58000" -> FaultKind.SYSTEM_ERROR;
      case "57014", "53400" -> FaultKind.STATEMENT_TOO_LONG;
      // A pooler's other errors with this state end the session.
      case UNSUPPORTED_MESSAGE ->
          !isFatal(message) || String.valueOf(text).contains("message type")
              ? FaultKind.UNSUPPORTED_MESSAGE
              : FaultKind.SERVER_ERROR;
      default -> FaultKind.SERVER_ERROR;
    };
  }

  private static Fault ofDriver(SQLException exception) {
    if (exception instanceof GoalTimeoutException) {
      return of(FaultKind.OUT_OF_TIME, "");
    }
    if (exception instanceof SQLTimeoutException) {
      SocketTimeoutException silent = NetworkFault.find(exception, SocketTimeoutException.class);
      return of(FaultKind.TIMED_OUT, silent == null ? "" : String.valueOf(silent.getMessage()));
    }
    if (NetworkFault.find(exception, InterruptedException.class) != null) {
      return INTERRUPTED;
    }
    NetworkFault network = NetworkFault.of(exception);
    if (network != null) {
      return new Fault(network.kind(), null, network.text(), false, false, network.advice());
    }
    return ofDriversMessage(exception);
  }

  /** A fault that is neither the server's nor the network's. */
  private static Fault ofDriversMessage(SQLException exception) {
    if (NetworkFault.find(exception, RuntimeException.class) != null
        || NetworkFault.find(exception, Error.class) != null) {
      return of(FaultKind.UNREADABLE_ANSWER, "the driver could not read it");
    }
    IOException io = NetworkFault.find(exception, IOException.class);
    if (io != null) {
      return of(FaultKind.UNREADABLE_ANSWER, String.valueOf(io.getMessage()));
    }
    String text = String.valueOf(exception.getMessage());
    if (PSQLState.PROTOCOL_VIOLATION.getState().equals(exception.getSQLState())) {
      return of(FaultKind.UNREADABLE_ANSWER, text);
    }
    if (PSQLState.CONNECTION_DOES_NOT_EXIST.getState().equals(exception.getSQLState())) {
      return of(FaultKind.CONNECTION_LOST, text);
    }
    // The driver throws these with neither a cause nor a distinct state, only a translated message.
    if (text.equals(GT.tr("The server does not support SSL."))) {
      return of(FaultKind.NO_TLS, "the server does not support TLS");
    }
    if (text.equals(GT.tr("Authentication method is not allowed by requireAuth"))) {
      return of(FaultKind.NOT_ADMITTED, "it requires Kerberos, not a password");
    }
    // The driver's own messages with <channelBinding> require, which it does not translate.
    return new Fault(
        text.startsWith("Channel ") ? FaultKind.CHANNEL_BINDING : FaultKind.OTHER,
        null,
        text.endsWith(".") ? text.substring(0, text.length() - 1) : text,
        false,
        exception.getCause() != null);
  }

  /** A fault that is not the server's. */
  static Fault of(FaultKind kind, String text) {
    return new Fault(kind, null, text, false, false);
  }

  /** The time of the goal is over. */
  static final class GoalTimeoutException extends SQLTimeoutException {
    private static final long serialVersionUID = 1L;
  }
}
