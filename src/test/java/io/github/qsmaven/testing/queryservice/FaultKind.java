package io.github.qsmaven.testing.queryservice;

/** The kind of a fault. */
public sealed interface FaultKind permits Breakage, ServerError {}
