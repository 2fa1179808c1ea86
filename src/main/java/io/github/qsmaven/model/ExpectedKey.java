package io.github.qsmaven.model;

import java.util.List;

/**
 * The primary key that a contract expects of a table.
 *
 * @param columns the names of its columns at the server, in the order of the key if that is given
 * @param ordered whether the contract gives the order
 * @param at where its first column is written
 */
public record ExpectedKey(List<String> columns, boolean ordered, SourcePosition at) {
  public ExpectedKey {
    columns = List.copyOf(columns);
  }
}
