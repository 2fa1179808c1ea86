package io.github.qsmaven.testing;

import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.TableReference;
import java.util.List;

/**
 * An expected table that counts as missing.
 *
 * @param expected the table
 * @param unreadable whether it exists, but the credential may not read it
 * @param suggestions the names that may be meant
 */
public record MissingTable(
    TableReference expected, boolean unreadable, List<Suggestion> suggestions) {
  /** A table that does not exist. */
  public MissingTable(TableReference expected, List<Suggestion> suggestions) {
    this(expected, false, suggestions);
  }
}
