package io.github.qsmaven.settings;

import static java.util.Objects.requireNonNull;

/**
 * Where to connect, as whom, and how long to wait.
 *
 * @param endpoint where
 * @param credential as whom
 * @param timeouts how long
 */
public record Target(Endpoint endpoint, Credential credential, Timeouts timeouts) {
  /** Refuses nulls. */
  public Target {
    requireNonNull(endpoint, "endpoint is null");
    requireNonNull(credential, "credential is null");
    requireNonNull(timeouts, "patience is null");
  }
}
