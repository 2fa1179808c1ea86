package io.github.qsmaven.connection;

/** What a fault on the way to a server or to an API means. */
public enum FaultKind {
  /** Nothing listens on the port, or there is no route. */
  REFUSED(true, "connect to"),
  /** There was no complete response in time. */
  TIMED_OUT(true, "get an answer from"),
  /** The connection broke. */
  CONNECTION_LOST(true, "get an answer from"),
  /** The host name cannot be resolved. */
  UNKNOWN_HOST(false, "connect to"),
  /** No trusted authority has signed the server's certificate. */
  UNTRUSTED_CERTIFICATE(false, "connect to"),
  /** The server's certificate, or one above it, breaks another rule for certificates. */
  INVALID_CERTIFICATE(false, "connect to"),
  /** A file or store of certificates or keys on this machine cannot be used. */
  LOCAL_STORE(false, "connect to"),
  /** The server requires a certificate of the client, or rejects it. */
  CLIENT_CERTIFICATE(false, "sign in to"),
  /** The server's certificate, or one above it, has expired or is not yet valid. */
  EXPIRED_CERTIFICATE(false, "connect to"),
  /** The server's certificate is not valid for the host name, or cannot be read. */
  WRONG_CERTIFICATE(false, "connect to"),
  /** The TLS handshake failed otherwise. */
  TLS_FAILED(false, "connect to"),
  /** No response to a statement in time; another attempt would only take as long again. */
  SILENT(false, "get an answer from"),
  /**
   * The server is starting, stopping or recovering (57P03, 57P01, 57P02), or has waited too long
   * for a statement (57P05), in a transaction too (25P03, 25P04).
   */
  NOT_READY(true, "connect to"),
  /** No session is left (53300, or Query Service's "Session Limit Reached"). */
  TOO_MANY_SESSIONS(true, "sign in to"),
  /**
   * An internal failure of Query Service (58000). It is transient only at sign-in: it is also the
   * response to a statement with something that the service does not know.
   */
  SYSTEM_ERROR(true, "query"),
  /** The server does not support TLS. */
  NO_TLS(false, "connect to"),
  /** The password is wrong, or the token has expired (28P01). */
  WRONG_PASSWORD(false, "sign in to"),
  /** The server does not admit this user (28000), or the proxy does not connect to this host. */
  NOT_ADMITTED(false, "sign in to"),
  /** A server or a proxy in between does not accept the channel binding of SCRAM. */
  CHANNEL_BINDING(false, "sign in to"),
  /** A pooler finds no project for the user and the host. */
  UNKNOWN_TENANT(false, "sign in to"),
  /** A hosted server does not know which endpoint is meant. */
  UNKNOWN_ENDPOINT(false, "sign in to"),
  /** The database is switched off, or its quota is used up. */
  DISABLED(false, "sign in to"),
  /** A pooler rejects a startup parameter. */
  STARTUP_PARAMETER(false, "sign in to"),
  /** There is no such database (3D000). */
  UNKNOWN_DATABASE(false, "sign in to"),
  /** Query Service finds no tables for the database name (42P12). */
  NO_TABLES(false, "sign in to"),
  /** The server canceled the statement because it took too long (57014, Query Service's 53400). */
  STATEMENT_TOO_LONG(false, "query"),
  /** The response is not in the protocol, or is longer than any valid one. */
  UNREADABLE_ANSWER(false, "get an answer from"),
  /** The server sends more than the plugin accepts. */
  TOO_MUCH(false, "get an answer from"),
  /** The time of the goal is over. */
  OUT_OF_TIME(false, "get an answer from"),
  /** The build was interrupted. */
  INTERRUPTED(false, "get an answer from"),
  /** The server rejects the type of a message (08P01): it supports the simple protocol only. */
  UNSUPPORTED_MESSAGE(false, "query"),
  /** A pooler shares the connection for each statement, and rejects transactions. */
  NO_TRANSACTIONS(false, "query"),
  /** Any other error of the server. */
  SERVER_ERROR(false, "query"),
  /** Any other failure of the driver or the network. */
  OTHER(false, "connect to");

  private final boolean isTransient;
  private final String attempt;

  FaultKind(boolean isTransient, String attempt) {
    this.isTransient = isTransient;
    this.attempt = attempt;
  }

  /**
   * Whether the text about the fault is of the network or of TLS, never a message of the server.
   */
  boolean isOfNetwork() {
    return compareTo(SILENT) < 0;
  }

  /** Whether no server answered, or one that is starting or stopping. */
  public boolean isUnreachable() {
    return switch (this) {
      case REFUSED, TIMED_OUT, CONNECTION_LOST, UNKNOWN_HOST, NOT_READY -> true;
      default -> false;
    };
  }

  /** Whether the fault is transient, so that a retry may succeed. */
  public boolean isTransient() {
    return isTransient;
  }

  /**
   * What failed, after "Cannot".
   *
   * @param signedIn whether the fault occurred after sign-in
   */
  String attempt(boolean signedIn) {
    if (attempt.equals("query") || attempt.equals("sign in to")) {
      return signedIn ? "query" : "sign in to";
    }
    return this == OTHER && signedIn ? "query" : attempt;
  }

  /**
   * Describes the fault, after "Cannot connect to the server: ".
   *
   * @param text the message of the network or the driver, escaped
   * @param connectTimeout the timeout, in seconds
   */
  public String describe(String text, int connectTimeout) {
    String details = text.isEmpty() ? "" : " (" + text + ")";
    return switch (this) {
      case REFUSED -> "the connection was refused" + details;
      case TIMED_OUT -> "it did not answer within " + connectTimeout + " s (connectTimeout)";
      case CONNECTION_LOST -> "the connection broke" + details;
      case UNKNOWN_HOST -> "the host name cannot be resolved";
      case WRONG_CERTIFICATE -> "its certificate is not valid for this host name" + details;
      case TLS_FAILED -> "the TLS handshake failed" + details;
      default -> text;
    };
  }
}
