package io.github.qsmaven.platform;

/** How one attempt at a {@link Call} went. */
sealed interface Outcome permits Answer, HttpFault {}
