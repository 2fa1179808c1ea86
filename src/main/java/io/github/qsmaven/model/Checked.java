package io.github.qsmaven.model;

import org.jspecify.annotations.Nullable;

/**
 * A table or column that a check compares.
 *
 * @param table the table, as in a {@link Finding}
 * @param column the path of the column, as in a {@link Finding}; null if it is the table
 * @param at where it is written; null if that is not known
 */
public record Checked(String table, @Nullable String column, @Nullable SourcePosition at) {

  /** {@code table} or {@code table.column}. */
  public String object() {
    return column == null ? table : table + "." + column;
  }
}
