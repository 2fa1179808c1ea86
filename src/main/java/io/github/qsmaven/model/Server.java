package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

/**
 * The server that the tables come from, for reports; without a credential.
 *
 * @param id the id of the server entry
 * @param host its host
 * @param port its port
 * @param database the database
 * @param sslMode how the plugin checked the certificate, in the words of the settings
 * @param version the version that the server reported at sign-in
 */
public record Server(
    String id, String host, int port, String database, String sslMode, String version) {
  /** Rejects nulls. */
  public Server {
    requireNonNull(id, "id is null");
    requireNonNull(host, "host is null");
    requireNonNull(database, "database is null");
    requireNonNull(sslMode, "sslMode is null");
    requireNonNull(version, "version is null");
  }

  /** {@code host:port}. */
  public String address() {
    return host + ":" + port;
  }
}
