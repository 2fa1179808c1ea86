package io.github.qsmaven.check;

/** Whether a column has the type that a contract expects. */
public enum TypeVerdict {
  /** It has. */
  MATCH,
  /** It has another. */
  MISMATCH,
  /** The contract and the catalog do not decide it: a warning, never an error. */
  UNKNOWN
}
