package io.github.qsmaven.settings;

/**
 * Where to connect, as whom, and how long to wait.
 *
 * @param endpoint where
 * @param credential as whom
 * @param timeouts how long
 */
public record Target(Endpoint endpoint, Credential credential, Timeouts timeouts) {}
