package io.github.qsmaven.model;

/** The severity of a finding, from high to low. */
public enum Severity implements HasWord {
  /** The server does not meet the contract. */
  ERROR,
  /** A possible problem. */
  WARNING,
  /** Worth knowing; never fails a build. */
  NOTE,
  /** Not reported. */
  OFF;
}
