package io.github.qsmaven.platform;

/** How one attempt at a {@link ApiRequest} went. */
sealed interface Attempt permits ApiResponse, HttpFault {}
