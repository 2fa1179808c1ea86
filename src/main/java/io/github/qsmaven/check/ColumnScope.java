package io.github.qsmaven.check;

import io.github.qsmaven.model.Column;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table, or the fields of one column, by name. Where Query Service flattens
 * structs ({@code FLATTEN}), the fields of the column {@code web} are the columns whose names start
 * with {@code web.}; they are a level, too.
 */
final class ColumnScope {
  private final List<Column> columns;
  private final boolean caseSensitive;
  private final String prefix;
  private @Nullable Map<String, List<Column>> byFoldedName;

  /**
   * @param columns the columns or fields
   * @param caseSensitive whether names that differ in case are different
   */
  ColumnScope(List<Column> columns, boolean caseSensitive) {
    this(columns, caseSensitive, "");
  }

  private ColumnScope(List<Column> columns, boolean caseSensitive, String prefix) {
    this.columns = columns;
    this.caseSensitive = caseSensitive;
    this.prefix = prefix;
  }

  List<Column> columns() {
    return columns;
  }

  /** The name of a column at this level. */
  String nameOf(Column column) {
    return column.name().substring(prefix.length());
  }

  /**
   * The columns that a name may mean: the one with its case, else all that differ from it in case
   * only.
   */
  List<Column> named(String name) {
    List<Column> alike = byFoldedName().getOrDefault(fold(prefix + name), List.of());
    List<Column> exact = alike.stream().filter(column -> nameOf(column).equals(name)).toList();
    return exact.isEmpty() ? alike : exact;
  }

  private Map<String, List<Column>> byFoldedName() {
    if (byFoldedName == null) {
      Map<String, List<Column>> index = new HashMap<>();
      for (Column column : columns) {
        index.computeIfAbsent(fold(column.name()), key -> new ArrayList<>(1)).add(column);
      }
      byFoldedName = index;
    }
    return byFoldedName;
  }

  /** The flattened fields of a column that is not there itself; null if there are none. */
  @Nullable ColumnScope flattened(String name) {
    String start = prefix + name + ".";
    List<Column> fields = columns.stream().filter(column -> startsWith(column, start)).toList();
    return fields.isEmpty() ? null : new ColumnScope(fields, caseSensitive, start);
  }

  private boolean startsWith(Column column, String start) {
    return column.name().length() > start.length()
        && column.name().regionMatches(!caseSensitive, 0, start, 0, start.length());
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
