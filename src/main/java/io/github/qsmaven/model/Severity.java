package io.github.qsmaven.model;

/** The severity of a finding, from high to low. */
public enum Severity implements HasWord {
  /** The server does not meet the contract. */
  ERROR,
  /** Worth a look. */
  WARNING,
  /** Not reported. */
  OFF;
}
