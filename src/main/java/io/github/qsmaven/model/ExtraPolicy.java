package io.github.qsmaven.model;

/**
 * What becomes of columns and tables that no contract demands, in the words of the parameters
 * {@code extraColumns} and {@code extraTables}.
 */
public enum ExtraPolicy implements HasWord {
  /** Nothing. */
  IGNORE(Severity.OFF),
  /** They are warnings. */
  WARN(Severity.WARNING),
  /** They are errors. */
  FAIL(Severity.ERROR);

  private final Severity severity;

  ExtraPolicy(Severity severity) {
    this.severity = severity;
  }

  /** How much they weigh. */
  public Severity severity() {
    return severity;
  }
}
