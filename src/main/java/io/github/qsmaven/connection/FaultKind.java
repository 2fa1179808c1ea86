package io.github.qsmaven.connection;

/** What a fault means. */
public interface FaultKind {
  /** Whether the fault is transient, so that a retry may succeed. */
  boolean passing();
}
