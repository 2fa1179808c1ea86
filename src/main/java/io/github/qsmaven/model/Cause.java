package io.github.qsmaven.model;

/** Why a statement that is in the project fails, where a lock shows it. */
public enum Cause implements HasWord {
  /** The lock has the statement, so it held: the schema has changed. */
  SCHEMA,
  /** The lock does not have the statement: it is new, or was changed. */
  SQL
}
