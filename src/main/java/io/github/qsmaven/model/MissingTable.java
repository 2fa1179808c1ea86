package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A finding: an expected table that is neither listed nor answers when asked for directly, or that
 * may not be read although that is demanded.
 *
 * @param expected the expectation
 * @param unreadable whether it is there, but may not be read with this credential
 * @param suggestions up to three names that may have been meant, the likeliest first
 */
public record MissingTable(
    TableReference expected, boolean unreadable, List<Suggestion> suggestions) {
  /** Copies. */
  public MissingTable {
    requireNonNull(expected, "expected is null");
    suggestions = List.copyOf(suggestions);
  }

  /** One that is not there. */
  public MissingTable(TableReference expected, List<Suggestion> suggestions) {
    this(expected, false, suggestions);
  }
}
