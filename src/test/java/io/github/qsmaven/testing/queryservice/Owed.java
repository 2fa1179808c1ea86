package io.github.qsmaven.testing.queryservice;

import org.jspecify.annotations.Nullable;

/**
 * A message of the client that PostgreSQL owes an answer to.
 *
 * @param kind which
 * @param run the statement it executes, or, for Sync, the last one before it; null: none
 * @param refusal what the client is told in place of PostgreSQL's error; null: that error
 */
record Owed(Kind kind, @Nullable Run run, @Nullable ServerError refusal) {
  /** The messages that are answered; protocol, "Message Formats". */
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
