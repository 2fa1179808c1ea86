package io.github.qsmaven.platform;

/** The outcome of one attempt at an {@link ApiRequest}. */
sealed interface Attempt permits ApiResponse, HttpFault {
  /** Whether a retry may succeed. */
  boolean isTransient();

  /** Describes the outcome, for the middle of a sentence. */
  String in(ApiRequest call);

  /** What to do about a fault, or about a response that a retry may improve. */
  String advice(ApiRequest call);
}
