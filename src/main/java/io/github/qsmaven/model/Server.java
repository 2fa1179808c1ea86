package io.github.qsmaven.model;

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

  /** {@code host:port}. */
  public String address() {
    return host + ":" + port;
  }
}
