package io.github.qsmaven.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a contract expects of a column, of a field inside one, or of the elements of an array.
 *
 * @param name the name; empty for the elements of an array
 * @param type the type
 * @param required whether {@code NOT NULL} is expected; null if unspecified
 * @param fields the fields of a struct
 * @param items the elements of an array; null if unspecified
 * @param rules what else the contract says of it
 * @param at the position of the expectation
 */
public record ExpectedColumn(
    String name,
    ExpectedType type,
    @Nullable Boolean required,
    List<ExpectedColumn> fields,
    @Nullable ExpectedColumn items,
    ColumnRules rules,
    SourcePosition at) {
  /** Rejects what cannot be a name, with a message for the user. */
  public ExpectedColumn {
    if (!name.isEmpty()) {
      TableReference.requireName(name);
    }
    fields = List.copyOf(fields);
  }

  /** A column of which nothing else is said. */
  public ExpectedColumn(
      String name,
      ExpectedType type,
      @Nullable Boolean required,
      List<ExpectedColumn> fields,
      @Nullable ExpectedColumn items,
      SourcePosition at) {
    this(name, type, required, fields, items, ColumnRules.NONE, at);
  }

  /** The number of some columns and of all fields inside them, as {@link Column#count}. */
  public static int count(List<ExpectedColumn> columns) {
    int count = columns.size();
    for (ExpectedColumn column : columns) {
      count += count(column.fields());
      for (ExpectedColumn items = column.items(); items != null; items = items.items()) {
        count += count(items.fields());
      }
    }
    return count;
  }
}
