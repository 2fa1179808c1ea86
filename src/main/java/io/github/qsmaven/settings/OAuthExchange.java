package io.github.qsmaven.settings;

import io.github.qsmaven.model.CannotCheckException;

/** Exchanges an OAuth client for a login. An interface, since the settings use no network. */
@FunctionalInterface
public interface OAuthExchange {
  /**
   * Asks Adobe's APIs.
   *
   * @param settings the client, still to be checked
   * @param timeouts how long to wait for an answer, and how often to retry
   * @param log receives retries and requests
   * @throws CannotCheckException if a value of the client is missing or cannot be used, or an API
   *     rejects the client or cannot be reached
   */
  OAuthLogin login(OAuthSettings settings, Timeouts timeouts, ConnectionLog log)
      throws CannotCheckException;
}
