package io.github.qsmaven.testing.queryservice;

/** The points at which a fault can be injected, in the order of a session. */
public enum FaultPoint {
  /** The connection is accepted, nothing is read. */
  ACCEPTED,
  /** In place of the answer to the SSLRequest. */
  TLS_ANSWER,
  /** In place of the server's first message of the TLS handshake, after the client's first. */
  TLS_HANDSHAKE,
  /** After TLS and the start-up packet, in place of the request for the password. */
  AUTHENTICATION_REQUEST,
  /** After the password, in place of AuthenticationOk. */
  AUTHENTICATION_OK,
  /** After AuthenticationOk and the parameters, in place of the first ReadyForQuery. */
  START_UP,
  /** Right after the first ReadyForQuery. */
  SIGNED_IN,
  /** In place of the answer to a statement; PostgreSQL does not receive the statement. */
  STATEMENT,
  /** After a result's RowDescription. */
  ROW_DESCRIPTION,
  /** In the middle of a row; {@link InjectedFault#after} is the number of whole rows before it. */
  DATA_ROW,
  /** After as many bytes of a result as {@link InjectedFault#after} says, at any position. */
  RESULT_BYTES,
  /** After the last row, in place of CommandComplete. */
  COMMAND_COMPLETE,
  /** After CommandComplete, in place of ReadyForQuery. */
  READY_FOR_QUERY;

  /** Whether a session passes this point with each statement, not once. */
  public boolean ofAStatement() {
    return compareTo(STATEMENT) >= 0;
  }
}
