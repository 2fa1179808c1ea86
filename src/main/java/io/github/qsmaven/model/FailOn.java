package io.github.qsmaven.model;

/** Which findings fail a build, in the words of the parameter {@code failOn}. */
public enum FailOn implements HasWord {
  /** Errors. */
  ERROR,
  /** Errors and warnings. */
  WARNING,
  /** None. */
  NEVER;

  /** Whether a finding fails the build. */
  public boolean includes(Severity severity) {
    return switch (severity) {
      case ERROR -> this != NEVER;
      case WARNING -> this == WARNING;
      case OFF -> false;
    };
  }
}
