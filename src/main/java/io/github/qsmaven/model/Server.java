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

  /**
   * In place of a server, the lock that was checked against.
   *
   * @param lock the path of the lock, as users know it
   */
  public static Server offline(String lock) {
    return new Server("", "", 0, lock, "", "");
  }

  /** Whether no server was queried; the database is then the path of the lock. */
  public boolean isOffline() {
    return host.isEmpty();
  }
}
