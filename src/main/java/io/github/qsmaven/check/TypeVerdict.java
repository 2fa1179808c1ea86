package io.github.qsmaven.check;

/** Whether a column's type is the one that a contract demands. */
public enum TypeVerdict {
  /** It is. */
  MATCH,
  /** It is another. */
  MISMATCH,
  /** What the contract and the catalog say does not decide it: a warning, never an error. */
  CANNOT_TELL
}
