package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

/**
 * Which server answered, for reports; no credential.
 *
 * @param id the id of the server entry
 * @param host its host
 * @param port its port
 * @param database the database
 * @param sslMode how its certificate was checked, in the words of the settings
 * @param version the version it told at sign-in
 */
public record Server(
    String id, String host, int port, String database, String sslMode, String version) {
  /** Refuses nulls. */
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
