package io.github.qsmaven.settings;

/**
 * Where to connect, as whom, and how long to wait.
 *
 * @param endpoint where
 * @param credential as whom
 * @param timeouts how long
 */
public record Target(Endpoint endpoint, Credential credential, Timeouts timeouts) {
  /**
   * Whether the server is Query Service, as far as endpoint and credential show; for advice, not
   * for what is sent.
   */
  public boolean isQueryService() {
    return new ServerHints(endpoint.host(), credential.user(), credential.password())
        .isQueryService();
  }
}
