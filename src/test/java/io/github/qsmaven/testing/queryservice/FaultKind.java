package io.github.qsmaven.testing.queryservice;

/** In which way the double fails. */
public sealed interface FaultKind permits Breakage, ServerError {}
