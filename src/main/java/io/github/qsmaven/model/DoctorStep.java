package io.github.qsmaven.model;

/** The steps from the settings to the tables, in their order; each needs all before it. */
public enum DoctorStep implements HasWord {
  /** The server entry is in the settings. */
  SERVER_ENTRY("Server entry", "needs the id of a server entry"),
  /** The credential is decrypted, read, or obtained from Adobe's APIs. */
  CREDENTIAL("Credential", "needs the server entry; decrypts or obtains the credential"),
  /** Each value is present and valid. */
  VALUES("Values", "needs the server entry; shows each value and where it comes from"),
  /** The host name can be resolved. */
  HOST_NAME("Host name", "needs the host; shows its addresses"),
  /** The port accepts a connection. */
  PORT("Port", "needs an address and the port; opens a connection"),
  /** The server supports TLS. */
  TLS("TLS", "needs an open port; shows the version of TLS and the certificates"),
  /** The server's certificate is valid. */
  CERTIFICATE("Certificate", "needs the certificates; checks them"),
  /** The credential has not expired. */
  EXPIRY("Expiry", "needs the credential; shows its kind and when it expires"),
  /** The server accepts the credential. */
  SIGN_IN("Sign-in", "needs a valid certificate and a credential that has not expired"),
  /** The server's version and settings. */
  SERVER("Server", "needs a session; shows the version, the current schema and the search path"),
  /** The catalogs that return tables. */
  CATALOGS("Catalogs", "needs a session; asks each catalog for its tables"),
  /** Whether the server truncates results. */
  ROW_CAP("Row cap", "needs a catalog with tables; compares its rows with their count"),
  /** How the server analyzes statements of the user. */
  ANALYSIS("Analysis", "needs a session; shows how check-sql has statements analyzed"),
  /** The time of a statement. */
  ROUND_TRIP("Round trip", "needs a session; measures the time of a few statements");

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

  /** What it needs and what it does: for a step that was not reached. */
  public String need() {
    return need;
  }
}
