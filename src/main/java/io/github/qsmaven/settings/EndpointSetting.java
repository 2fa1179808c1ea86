package io.github.qsmaven.settings;

import java.util.regex.Pattern;

/** A setting of the endpoint, in the order of the report. */
public enum EndpointSetting {
  /** The host. */
  HOST("host"),
  /** The port. */
  PORT("port"),
  /** The database. */
  DATABASE("database"),
  /** How the server's certificate is checked. */
  SSL_MODE("sslMode"),
  /** The certificate authorities to trust. */
  SSL_ROOT_CERT("sslRootCert"),
  /** Whether sign-in is bound to the server's certificate. */
  CHANNEL_BINDING("channelBinding"),
  /** The startup parameter {@code options}. */
  OPTIONS("options");

  private static final Pattern URL =
      Pattern.compile("://|^\\s*jdbc:|password=", Pattern.CASE_INSENSITIVE);
  private static final Pattern USER_OF_URL = Pattern.compile("^[^:@]+:[^@]+@");

  private final String key;

  EndpointSetting(String key) {
    this.key = key;
  }

  /** The name of the element in the server entry, and of the goal's parameter if it has one. */
  public String key() {
    return key;
  }

  /** Whether it is also a parameter of the goals. */
  boolean isParameter() {
    return this != CHANNEL_BINDING && this != OPTIONS;
  }

  /** Whether a value is a URL or a part of one, rather than this setting. */
  boolean mayContainPassword(String value) {
    boolean isUrl = URL.matcher(value).find();
    return switch (this) {
      case HOST, PORT, SSL_MODE, CHANNEL_BINDING ->
          isUrl || value.chars().anyMatch(c -> "@?=".indexOf(c) >= 0);
      case DATABASE -> isUrl || USER_OF_URL.matcher(value).find();
      case SSL_ROOT_CERT, OPTIONS -> isUrl;
    };
  }
}
