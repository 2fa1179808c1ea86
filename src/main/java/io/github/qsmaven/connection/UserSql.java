package io.github.qsmaven.connection;

/**
 * One statement of the user. Only {@link Session#analyze} and {@link Session#analyzeWrapped} take
 * it, and only {@link StatementAnalysis} reads its text, so that it cannot get to where statements
 * are executed.
 */
public final class UserSql {
  private final String text;
  private final int parameters;

  /**
   * @param text the statement as the parser of the driver reads it: {@code ?} for a parameter,
   *     {@code ??} for the operator {@code ?}; braces are not JDBC escapes
   * @param parameters how many parameters it has; it is not sent if the driver counts others
   */
  public UserSql(String text, int parameters) {
    this.text = text;
    this.parameters = parameters;
  }

  String text() {
    return text;
  }

  int parameters() {
    return parameters;
  }
}
