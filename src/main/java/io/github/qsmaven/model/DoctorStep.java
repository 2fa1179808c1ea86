package io.github.qsmaven.model;

/** The steps from the settings to the tables, in their order; each needs all before it. */
public enum DoctorStep implements HasWord {
  /** The entry is in the settings. */
  SERVER_ENTRY("Server entry", "needs the id of a server entry"),
  /** The credential is decrypted, read, or got from Adobe's APIs. */
  CREDENTIAL("Credential", "needs the server entry; would decrypt or get the credential"),
  /** Each value is there and can be used. */
  VALUES("Values", "needs the server entry; would show each value and where it comes from"),
  /** The host has an address. */
  HOST_NAME("Host name", "needs the host; would show its addresses"),
  /** Somebody listens. */
  PORT("Port", "needs an address and the port; would open a connection"),
  /** The server speaks TLS. */
  TLS("TLS", "needs an open port; would show the version of TLS and the certificates"),
  /** Its certificate passes. */
  CERTIFICATE("Certificate", "needs the certificates; would check them"),
  /** The credential still holds. */
  EXPIRY("Expiry", "needs the credential; would show its kind and when it expires"),
  /** The server lets the user in. */
  SIGN_IN("Sign-in", "needs a certificate that passes and a credential that has not expired"),
  /** What the server is. */
  SERVER("Server", "needs a session; would show the version, the database and the search path"),
  /** Which catalogs answer. */
  CATALOGS("Catalogs", "needs a session; would ask each catalog for its tables"),
  /** Whether results are cut. */
  ROW_CAP("Row cap", "needs a catalog that answers; would compare its rows with their number"),
  /** How long a question takes. */
  ROUND_TRIP("Round trip", "needs a session; would take the time of a few statements");

  private final String title;
  private final String need;

  DoctorStep(String title, String need) {
    this.title = title;
    this.need = need;
  }

  /** Its title, for people. */
  public String title() {
    return title;
  }

  /** What it takes, and what it would have shown: for one that was not reached. */
  public String need() {
    return need;
  }
}
