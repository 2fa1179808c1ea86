package io.github.qsmaven.settings;

import io.github.qsmaven.model.CannotCheckException;
import java.util.Map;

/** The way to sign in that a server entry defines. */
public sealed interface Login permits PasswordLogin, FileLogin, OAuthLogin {
  /**
   * Reads who signs in. The password may be a token that has expired.
   *
   * @throws CannotCheckException if a part of the credential is missing or cannot be used
   */
  Credential credential() throws CannotCheckException;

  /**
   * Checks that the credential has not expired, by the clock of this machine.
   *
   * @param credential the credential of this login
   * @throws CannotCheckException if it has
   */
  default void requireNotExpired(Credential credential) throws CannotCheckException {}

  /** The values for settings that neither a parameter nor the server entry sets. */
  default Map<EndpointSetting, String> defaults() {
    return Map.of();
  }
}
