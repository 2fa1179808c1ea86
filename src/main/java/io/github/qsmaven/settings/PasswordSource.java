package io.github.qsmaven.settings;

/** Where a password comes from. */
public enum PasswordSource {
  /** The {@code <password>} of the server entry. */
  PASSWORD("password", "the server entry"),
  /** The file that {@code <passwordFile>} names. */
  PASSWORD_FILE("passwordFile", "the passwordFile"),
  /** The file that {@code <credentialFile>} names. */
  CREDENTIAL_FILE("credentialFile", "the credentialFile"),
  /** There is no password: the certificate of the client is enough. */
  CLIENT_CERTIFICATE("sslKey", "nowhere: a client certificate signs in"),
  /** Adobe's APIs. */
  OAUTH("clientId", "Adobe's APIs, by OAuth server-to-server");

  private final String element;
  private final String words;

  PasswordSource(String element, String words) {
    this.element = element;
    this.words = words;
  }

  /** The element of the server entry. */
  public String element() {
    return "<" + element + ">";
  }

  /** For messages. */
  public String words() {
    return words;
  }
}
