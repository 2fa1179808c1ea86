package io.github.qsmaven.model;

import org.jspecify.annotations.Nullable;

/**
 * A table or column that a check compares, or a statement that it has the server analyze.
 *
 * @param table the table, as in a {@link Finding}
 * @param column the path of the column, as in a {@link Finding}; null if it is the table
 * @param at where it is written; null if that is not known
 * @param statement the statement, if it is one; the table is then its {@link SqlStatement#id}
 */
public record Checked(
    String table,
    @Nullable String column,
    @Nullable SourcePosition at,
    @Nullable SqlStatement statement) {
  /** A table or column. */
  public Checked(String table, @Nullable String column, @Nullable SourcePosition at) {
    this(table, column, at, null);
  }

  /** A statement that the server analyzed. */
  public static Checked of(SqlStatement statement) {
    return new Checked(statement.id(), null, statement.at(), statement);
  }

  /** {@code table} or {@code table.column}. */
  public String object() {
    return column == null ? table : table + "." + column;
  }
}
