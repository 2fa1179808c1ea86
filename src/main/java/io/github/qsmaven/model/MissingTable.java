package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A finding: an expected table that is neither listed nor answers when asked for directly.
 *
 * @param expected the expectation
 * @param suggestions up to three names that may have been meant, the likeliest first
 */
public record MissingTable(ExpectedTable expected, List<Suggestion> suggestions) {
  /** Copies. */
  public MissingTable {
    requireNonNull(expected, "expected is null");
    suggestions = List.copyOf(suggestions);
  }
}
