package io.github.qsmaven.platform;

/** The outcome of one attempt at an {@link ApiRequest}. */
sealed interface Attempt permits ApiResponse, HttpFault {}
