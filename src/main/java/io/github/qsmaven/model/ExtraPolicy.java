package io.github.qsmaven.model;

/**
 * How to report columns and tables that no contract expects, in the words of the parameters {@code
 * extraColumns} and {@code extraTables}.
 */
public enum ExtraPolicy implements HasWord {
  /** Not at all. */
  IGNORE(Severity.OFF),
  /** As warnings. */
  WARN(Severity.WARNING),
  /** As errors. */
  FAIL(Severity.ERROR);

  private final Severity severity;

  ExtraPolicy(Severity severity) {
    this.severity = severity;
  }

  /** The severity of these findings. */
  public Severity severity() {
    return severity;
  }
}
