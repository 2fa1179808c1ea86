package io.github.qsmaven.model;

/** How much a finding weighs, the heaviest first. */
public enum Severity implements HasWord {
  /** The contract is broken. */
  ERROR,
  /** It deserves a look. */
  WARNING,
  /** It is not told. */
  OFF;
}
