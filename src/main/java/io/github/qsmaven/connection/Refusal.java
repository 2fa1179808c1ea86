package io.github.qsmaven.connection;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ServerErrorMessage;

/**
 * A server's rejection of a statement, after which the session can be used for another one. Query
 * Service rejects the parts of PostgreSQL that it does not support in this way (Adobe's
 * documentation, "Query Service troubleshooting guide": 0A000, 42601, 42P01, 08P01, and 58000,
 * which also stands for errors of analysis).
 *
 * @param sqlState the SQLSTATE
 * @param text the message of the server
 */
public record Refusal(String sqlState, String text) {
  /** PostgreSQL's documentation, "PostgreSQL Error Codes". QuestDB uses 00000 for every error. */
  private static final Set<String> STATES =
      Set.of(Fault.UNSUPPORTED_MESSAGE, "58000", "XX000", "00000");

  private static final int LENGTH = 5;

  /** Feature not supported; syntax error or access rule violation; invalid schema name. */
  private static final Set<String> CLASSES = Set.of("0A", "42", "3F");

  /**
   * Reads an exception.
   *
   * @param exception the exception of the driver
   * @return the rejection; null if it is another fault, or not the server's
   */
  static @Nullable Refusal of(SQLException exception) {
    ServerErrorMessage message = Fault.serverMessage(exception);
    String state = message == null ? null : Fault.sqlState(message);
    if (message == null || state == null || state.length() != LENGTH) {
      return null;
    }
    if (!STATES.contains(state) && !CLASSES.contains(state.substring(0, 2))) {
      return null;
    }
    // A pooler's error with one of these states is not about the statement.
    FaultKind kind = Fault.of(exception).kind();
    if (state.equals(Fault.UNSUPPORTED_MESSAGE)
        ? kind != FaultKind.UNSUPPORTED_MESSAGE
        : state.equals("XX000") && (Fault.isFatal(message) || kind != FaultKind.SERVER_ERROR)) {
      return null;
    }
    String text = message.getMessage();
    return new Refusal(state, text == null ? "no message" : text);
  }

  /** Whether the server rejects the type of the protocol message, not its content. */
  boolean isOfTheProtocol() {
    return sqlState.equals(Fault.UNSUPPORTED_MESSAGE);
  }

  /** As a phrase that follows what was rejected: {@code was rejected: 'no such table' (…)}. */
  @Override
  public String toString() {
    return "was rejected: " + quoted();
  }

  /** The message in quotes, and the SQLSTATE. */
  String quoted() {
    return "'" + text + "' (SQLSTATE " + sqlState + ")";
  }
}
