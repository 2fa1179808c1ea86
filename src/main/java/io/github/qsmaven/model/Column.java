package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column, or a field inside one.
 *
 * @param name its name, exactly as the server spells it
 * @param position its position among its siblings as the server counts: from 1, with gaps where
 *     columns were dropped
 * @param type its type
 * @param nullable whether it may be null, as far as the server reports
 * @param defaultValue its default, or the expression that generates it, in SQL; null if none
 * @param comment its comment; null if none
 * @param fields the fields of a struct, or of the structs in an array; empty if there are none, or
 *     the server does not report them
 * @param leftOut the fields that are left out of {@code fields}, which is then empty, since a table
 *     has too many; null if none is left out
 */
public record Column(
    String name,
    int position,
    ColumnType type,
    boolean nullable,
    @Nullable String defaultValue,
    @Nullable String comment,
    List<Column> fields,
    @Nullable FieldCount leftOut) {
  public Column {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
    fields = List.copyOf(fields);
  }

  /** A column with all its fields. */
  public Column(
      String name,
      int position,
      ColumnType type,
      boolean nullable,
      @Nullable String defaultValue,
      @Nullable String comment,
      List<Column> fields) {
    this(name, position, type, nullable, defaultValue, comment, fields, null);
  }

  /** The fields that are left out of this column, and of the fields inside it. */
  public FieldCount allLeftOut() {
    FieldCount all = leftOut == null ? FieldCount.NONE : leftOut;
    for (Column field : fields) {
      all = all.plus(field.allLeftOut());
    }
    return all;
  }

  /** The number of some columns and of all fields inside them: what every goal calls columns. */
  public static int count(List<Column> columns) {
    int count = columns.size();
    for (Column column : columns) {
      count += count(column.fields());
    }
    return count;
  }
}
