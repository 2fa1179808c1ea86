package io.github.qsmaven.testing.queryservice;

/**
 * An ErrorResponse of the server.
 *
 * @param severity {@code ERROR}, after which the session continues, or {@code FATAL}, after which
 *     the server closes the connection
 * @param sqlState five characters
 * @param message one sentence
 */
public record ServerError(String severity, String sqlState, String message) implements FaultKind {
  private static final String FATAL = "FATAL";

  /** An error after which the session continues. */
  public static ServerError error(String sqlState, String message) {
    return new ServerError("ERROR", sqlState, message);
  }

  /** An error after which the server closes the connection. */
  public static ServerError fatal(String sqlState, String message) {
    return new ServerError(FATAL, sqlState, message);
  }

  boolean endsTheSession() {
    return severity.equals(FATAL);
  }

  Message asMessage() {
    return new MessageBuilder()
        .bytes((byte) 'S')
        .string(severity)
        .bytes((byte) 'V')
        .string(severity)
        .bytes((byte) 'C')
        .string(sqlState)
        .bytes((byte) 'M')
        .string(message)
        .bytes((byte) 0)
        .as('E');
  }
}
