package io.github.qsmaven.testing.queryservice;

import org.jspecify.annotations.Nullable;

/**
 * A message of the client that PostgreSQL has not answered yet.
 *
 * @param kind the kind of message
 * @param run the statement it executes, or, for Sync, the last one before it; null: none
 * @param refusal the error to send to the client instead of PostgreSQL's; null: PostgreSQL's
 */
record PendingResponse(Kind kind, @Nullable Run run, @Nullable ServerError refusal) {
  /** The messages that PostgreSQL answers; protocol, "Message Formats". */
  enum Kind {
    PARSE,
    BIND,
    DESCRIBE,
    EXECUTE,
    CLOSE,
    SYNC,
    QUERY
  }
}
