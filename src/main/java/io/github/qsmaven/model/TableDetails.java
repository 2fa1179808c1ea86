package io.github.qsmaven.model;

import java.util.List;

/**
 * A table with its columns and keys.
 *
 * @param table the table
 * @param columns its columns, by position
 * @param primaryKey the columns of its primary key, in the order of the key; empty if it has none,
 *     or the server does not report it
 * @param foreignKeys its foreign keys; as above
 */
public record TableDetails(
    Table table, List<Column> columns, List<String> primaryKey, List<ForeignKey> foreignKeys) {
  public TableDetails {
    columns = List.copyOf(columns);
    primaryKey = List.copyOf(primaryKey);
    foreignKeys = List.copyOf(foreignKeys);
  }
}
