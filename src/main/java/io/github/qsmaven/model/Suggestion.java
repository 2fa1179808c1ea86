package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

/**
 * A name that a user may have meant.
 *
 * @param name the name, as an expectation would write it
 * @param reason why it is likely
 */
public record Suggestion(String name, Reason reason) {
  /** Why a name is likely, the likeliest first. */
  public enum Reason {
    /** The names differ only in case. */
    CASE,
    /** The same name, in a schema that was not searched, or shadowed there. */
    SCHEMA,
    /** The names differ by a few characters. */
    SPELLING
  }

  /** Refuses nulls. */
  public Suggestion {
    requireNonNull(name, "name is null");
    requireNonNull(reason, "reason is null");
  }
}
