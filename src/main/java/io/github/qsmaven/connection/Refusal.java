package io.github.qsmaven.connection;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * A server's rejection of a statement, after which the session may go on: another statement may
 * work. Query Service gives these for what it does not know of PostgreSQL (Adobe's documentation,
 * "Query Service troubleshooting guide": 0A000, 42601, 42P01, 08P01, and 58000, which stands for
 * errors of analysis too).
 *
 * @param sqlState the SQLSTATE
 * @param text what the server said
 */
public record Refusal(String sqlState, String text) {
  private static final String UNSUPPORTED_MESSAGE = "08P01";

  /** PostgreSQL's documentation, "PostgreSQL Error Codes". QuestDB has one code for all: 00000. */
  private static final Set<String> STATES = Set.of(UNSUPPORTED_MESSAGE, "58000", "XX000", "00000");

  /** Feature not supported; syntax error or access rule violation; invalid schema name. */
  private static final Set<String> CLASSES = Set.of("0A", "42", "3F");

  /**
   * Reads an exception.
   *
   * @param exception the driver's
   * @return the refusal; null if it is another fault, or not the server's
   */
  static @Nullable Refusal of(SQLException exception) {
    ServerErrorMessage message =
        exception instanceof PSQLException driver ? driver.getServerErrorMessage() : null;
    String state = message == null ? null : message.getSQLState();
    if (message == null || state == null || state.length() != 5) {
      return null;
    }
    if (!STATES.contains(state) && !CLASSES.contains(state.substring(0, 2))) {
      return null;
    }
    String text = message.getMessage();
    return new Refusal(state, text == null ? "no message" : text);
  }

  /** Whether it is the message that the server does not take, and not what stands in it. */
  boolean isOfTheProtocol() {
    return sqlState.equals(UNSUPPORTED_MESSAGE);
  }

  /** As a phrase that follows what was rejected: {@code was rejected: 'no such table' (…)}. */
  @Override
  public String toString() {
    return "was rejected: '" + text + "' (SQLSTATE " + sqlState + ")";
  }
}
