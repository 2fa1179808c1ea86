package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column, or a field inside one.
 *
 * @param name its name, exactly as the server spells it
 * @param position its place among its siblings, as the server counts: from 1, with gaps where
 *     columns were dropped
 * @param type its type
 * @param nullable whether it can be null, as far as the server tells
 * @param defaultValue its default, or what it is generated from, as an SQL expression; null if it
 *     has none
 * @param comment the comment its owner gave it, if any
 * @param fields the fields of a struct, or of the structs in an array; empty where there are none,
 *     or where the server does not tell them
 */
public record Column(
    String name,
    int position,
    ColumnType type,
    boolean nullable,
    @Nullable String defaultValue,
    @Nullable String comment,
    List<Column> fields) {
  /** Copies; refuses nulls. */
  public Column {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    fields = List.copyOf(fields);
  }
}
