package io.github.qsmaven.model;

import org.jspecify.annotations.Nullable;

/**
 * An expectation that was not checked.
 *
 * @param what the kind of expectation
 * @param table the table, as in a {@link Finding}
 * @param column the path of the column, as in a {@link Finding}; null if it is about the table
 * @param why the reason; as servers and users wrote it, so to be escaped
 * @param key the key of the contract, if that is the kind of expectation; otherwise null
 * @param statement the statement, if it is one; the table is then its {@link SqlStatement#id}
 * @param at the place of the reason in the statement; null if it is none
 */
public record Unchecked(
    What what,
    String table,
    @Nullable String column,
    String why,
    @Nullable String key,
    @Nullable SqlStatement statement,
    @Nullable SourcePosition at) {
  /** An expectation of a contract. */
  public Unchecked(
      What what, String table, @Nullable String column, String why, @Nullable String key) {
    this(what, table, column, why, key, null, null);
  }

  /** A statement. */
  public static Unchecked of(SqlStatement statement, String why, SourcePosition at) {
    return new Unchecked(What.STATEMENT, statement.id(), null, why, null, statement, at);
  }

  /** An expectation of a kind that has a name of its own. */
  public Unchecked(What what, String table, @Nullable String column, String why) {
    this(what, table, column, why, null);
  }

  /** Kinds of expectations. */
  public enum What implements HasWord {
    /** All expectations of a table. */
    TABLE("table", "tables"),
    /** All expectations of a table that {@code includes} or {@code excludes} leave out. */
    LEFT_OUT("table", "tables"),
    /** The type of a table: a table, a view and so on. */
    TABLE_TYPE("table type", "table types"),
    /** The type of a column. */
    TYPE("type", "types"),
    /** The fields of a column. */
    FIELDS("column's fields", "columns' fields"),
    /** Whether a column is declared {@code NOT NULL}. */
    NULLABILITY("NOT NULL expectation", "NOT NULL expectations"),
    /** A statement of the project's SQL. */
    STATEMENT("statement", "statements"),
    /** A key of the contract, such as {@code quality}, that needs data or that no catalog shows. */
    KEY("key of the contract", "keys of the contract");

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

  /** A number of these, in words: {@code 2 types}, {@code 12 quality}; to be escaped. */
  public String counted(long count) {
    return key == null ? what.counted(count) : count + " " + key;
  }

  /** {@code table} or {@code table.column}. */
  public String object() {
    return column == null ? table : table + "." + column;
  }
}
