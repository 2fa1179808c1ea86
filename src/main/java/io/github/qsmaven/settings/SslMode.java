package io.github.qsmaven.settings;

import io.github.qsmaven.model.HasWord;

/**
 * How the server's certificate is checked; libpq's {@code sslmode} without the modes that may send
 * the password in the clear ({@code disable}, {@code allow}, {@code prefer}).
 */
public enum SslMode implements HasWord {
  /** The certificate must be trusted and must contain the host's name. */
  VERIFY_FULL,
  /** The certificate must be trusted; its names are not checked. */
  VERIFY_CA,
  /** Any certificate is accepted, so anyone between the two sides can read the traffic. */
  REQUIRE;

  /** Whether the certificate is checked at all. */
  public boolean verifies() {
    return this != REQUIRE;
  }
}
