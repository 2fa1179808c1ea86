package io.github.qsmaven.testing.queryservice;

/** Where the double can be told to fail. In the order in which a session comes by. */
public enum FaultPoint {
  /** The connection was taken, nothing was read. */
  ACCEPTED,
  /** In place of the answer to the SSLRequest. */
  TLS_ANSWER,
  /** In place of the server's first message of the TLS handshake, the client's first being read. */
  TLS_HANDSHAKE,
  /** After TLS and the start-up packet, in place of the request for the password. */
  AUTHENTICATION_REQUEST,
  /** After the password, in place of AuthenticationOk. */
  AUTHENTICATION_OK,
  /** After AuthenticationOk and the parameters, in place of the first ReadyForQuery. */
  START_UP,
  /** Right after the first ReadyForQuery. */
  SIGNED_IN,
  /** In place of the answer to a statement; the PostgreSQL behind never sees the statement. */
  STATEMENT,
  /** After a result's RowDescription. */
  ROW_DESCRIPTION,
  /** In the middle of a row; {@link InjectedFault#after} is the number of whole rows before it. */
  DATA_ROW,
  /** After as many bytes of a result as {@link InjectedFault#after} says, wherever that is. */
  RESULT_BYTES,
  /** After the last row, in place of CommandComplete. */
  COMMAND_COMPLETE,
  /** After CommandComplete, in place of ReadyForQuery. */
  READY_FOR_QUERY;

  /** Whether the double comes by with each statement, not with each connection. */
  public boolean ofAStatement() {
    return compareTo(STATEMENT) >= 0;
  }

  /** Whether TLS stands, so that what is written goes through it. */
  boolean insideTls() {
    return compareTo(TLS_HANDSHAKE) > 0;
  }
}
