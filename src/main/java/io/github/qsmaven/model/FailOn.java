package io.github.qsmaven.model;

/**
 * Which findings fail a build, in the words of the parameters {@code failOn} (the first two and
 * never) and {@code driftFailOn} (the others).
 */
public enum FailOn implements HasWord {
  /** Errors. */
  ERROR,
  /** Errors and warnings. */
  WARNING,
  /** Changes that break this project or another, which are errors. */
  BREAKING,
  /** Changes that break a statement of this project, whatever their severity; other errors. */
  BREAKING_HERE,
  /** All. */
  ANY,
  /** None. */
  NEVER;

  /** Whether a finding fails the build; an accepted finding does not. */
  public boolean includes(Finding finding) {
    return finding.acceptedBy() == null
        && switch (this) {
          case ERROR, BREAKING -> finding.severity() == Severity.ERROR;
          case WARNING -> finding.severity().compareTo(Severity.WARNING) <= 0;
          case BREAKING_HERE ->
              finding.change() == null
                  ? finding.severity() == Severity.ERROR
                  : finding.change().impact() == Change.Impact.BREAKING_HERE;
          case ANY -> finding.severity() != Severity.OFF;
          case NEVER -> false;
        };
  }
}
