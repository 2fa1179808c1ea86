package io.github.qsmaven.settings;

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
  SSL_ROOT_CERT("sslRootCert");

  private final String key;

  EndpointSetting(String key) {
    this.key = key;
  }

  /** The name of the goal's parameter and of the element in the server entry. */
  public String key() {
    return key;
  }
}
