package io.github.qsmaven.types;

/** Whether a column has the type that a contract expects. */
public enum TypeVerdict {
  /** It has the type. */
  MATCH,
  /** It has another type. */
  MISMATCH,
  /** The contract and the catalog do not show it: a warning, never an error. */
  UNKNOWN
}
