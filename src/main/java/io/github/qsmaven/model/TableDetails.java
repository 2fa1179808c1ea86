package io.github.qsmaven.model;

import java.util.List;

/**
 * A table with its columns and keys.
 *
 * @param table the table
 * @param columns its columns, by position
 * @param primaryKey the columns of its primary key, in the order of the key; empty if it has none,
 *     or the server does not report it
 * @param uniqueKeys the columns of its other unique constraints and indexes; as above
 * @param foreignKeys its foreign keys; as above
 * @param keysReported whether the server reports keys, so that a table without a key has none
 */
public record TableDetails(
    Table table,
    List<Column> columns,
    List<String> primaryKey,
    List<List<String>> uniqueKeys,
    List<ForeignKey> foreignKeys,
    boolean keysReported) {
  public TableDetails {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    uniqueKeys = uniqueKeys.stream().map(List::copyOf).toList();
    foreignKeys = List.copyOf(foreignKeys);
  }

  /** A table of which it is not known whether it has further keys. */
  public TableDetails(
      Table table, List<Column> columns, List<String> primaryKey, List<ForeignKey> foreignKeys) {
    this(table, columns, primaryKey, List.of(), foreignKeys, false);
  }
}
