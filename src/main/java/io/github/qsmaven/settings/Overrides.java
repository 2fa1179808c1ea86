package io.github.qsmaven.settings;

import org.jspecify.annotations.Nullable;

/**
 * Parameters of a goal that win over the server entry; null where none is given.
 *
 * @param host wins over {@code <host>}
 * @param port wins over {@code <port>}
 * @param database wins over {@code <database>}
 * @param sslMode wins over {@code <sslMode>}
 * @param sslRootCert wins over {@code <sslRootCert>}
 */
public record Overrides(
    @Nullable String host,
    @Nullable String port,
    @Nullable String database,
    @Nullable String sslMode,
    @Nullable String sslRootCert) {
  /** Without the values, which may be a URL with a password that was pasted. */
  @Override
  public String toString() {
    return "Overrides[***]";
  }

  @Nullable String of(EndpointSetting setting) {
    return switch (setting) {
      case HOST -> host;
      case PORT -> port;
      case DATABASE -> database;
      case SSL_MODE -> sslMode;
      case SSL_ROOT_CERT -> sslRootCert;
      case CHANNEL_BINDING, OPTIONS -> null;
    };
  }
}
