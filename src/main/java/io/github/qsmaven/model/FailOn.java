package io.github.qsmaven.model;

/** Which findings fail a build, in the words of the parameter {@code failOn}. */
public enum FailOn implements HasWord {
  /** Errors. */
  ERROR,
  /** Errors and warnings. */
  WARNING,
  /** None. */
  NEVER;

  /** Whether a finding fails the build; an accepted finding does not. */
  public boolean includes(Finding finding) {
    return finding.acceptedBy() == null
        && switch (finding.severity()) {
          case ERROR -> this != NEVER;
          case WARNING -> this == WARNING;
          case NOTE, OFF -> false;
        };
  }
}
