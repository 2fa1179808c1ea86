package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A demand of a contract that was not held against the server.
 *
 * @param what which kind of demand
 * @param table the table, as in a {@link Finding}
 * @param column the path of the column, as in a {@link Finding}; null if it is about the table
 * @param why why not; as servers and users wrote it, so to be escaped
 */
public record Unchecked(What what, String table, @Nullable String column, String why) {
  /** Kinds of demands. */
  public enum What implements HasWord {
    /** All that is demanded of a table. */
    TABLE("table", "tables"),
    /** All that is demanded of a table that {@code includes} or {@code excludes} leave out. */
    LEFT_OUT("table", "tables"),
    /** Whether it is a table, a view, or what else. */
    TABLE_TYPE("table type", "table types"),
    /** Whether a column has a type. */
    TYPE("type", "types"),
    /** What is demanded of the fields of a column. */
    FIELDS("column's fields", "columns' fields"),
    /** Whether a column is declared {@code NOT NULL}. */
    NULLABILITY("demand for NOT NULL", "demands for NOT NULL");

    private final String one;
    private final String many;

    What(String one, String many) {
      this.one = one;
      this.many = many;
    }

    /** A number of them, in words: {@code 2 types}. */
    public String counted(long count) {
      return count + " " + (count == 1 ? one : many);
    }
  }

  /** Refuses nulls. */
  public Unchecked {
    requireNonNull(what, "what is null");
    requireNonNull(table, "table is null");
    requireNonNull(why, "why is null");
  }

  /** {@code table} or {@code table.column}. */
  public String object() {
    return column == null ? table : table + "." + column;
  }
}
