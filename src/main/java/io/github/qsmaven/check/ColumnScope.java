package io.github.qsmaven.check;

import io.github.qsmaven.check.CaseIndex.Match;
import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.Column;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table, or the fields of a column, by name. Where Query Service flattens structs
 * ({@code FLATTEN}), the fields of the column {@code web} are the columns whose names start with
 * {@code web.}; they form a scope as well.
 */
final class ColumnScope {
  private final List<Column> columns;
  private final CaseRule rule;
  private final String prefix;
  private final CaseIndex<Column> byName;
  private @Nullable CaseIndex<Column> byPrefix;

  /**
   * @param columns the columns or fields
   * @param rule how the case of their names counts
   */
  ColumnScope(List<Column> columns, CaseRule rule) {
    this(columns, rule, "");
  }

  private ColumnScope(List<Column> columns, CaseRule rule, String prefix) {
    this.columns = columns;
    this.rule = rule;
    this.prefix = prefix;
    byName = new CaseIndex<>(columns.size());
    for (Column column : columns) {
      byName.add(nameOf(column), column);
    }
  }

  List<Column> columns() {
    return columns;
  }

  /** The name of a column in this scope. */
  String nameOf(Column column) {
    return prefix.isEmpty() ? column.name() : column.name().substring(prefix.length());
  }

  /** The column whose name is the same, also in case; null if there is none, or are several. */
  @Nullable Column only(String name) {
    return byName.only(name);
  }

  /** The columns with a name; see {@link CaseIndex} for its rivals. */
  Match<Column> lookUp(String name, Set<String> rivals) {
    return byName.lookUp(name, rule, rivals);
  }

  /** The flattened fields of the columns with a name; as above. */
  Match<Column> lookUpFlattened(String name, Set<String> rivals) {
    CaseIndex<Column> index = byPrefix;
    if (index == null) {
      index = new CaseIndex<>(0);
      for (Column column : columns) {
        addPrefixes(column, index);
      }
      byPrefix = index;
    }
    return index.lookUp(name, rule, rivals);
  }

  private void addPrefixes(Column column, CaseIndex<Column> index) {
    String name = nameOf(column);
    for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
      if (dot + 1 < name.length()) {
        index.add(name.substring(0, dot), column);
      }
    }
  }

  /**
   * The scope of flattened fields.
   *
   * @param name the name of their column, as the server spells it
   * @param fields the fields
   */
  ColumnScope flattened(String name, List<Column> fields) {
    return new ColumnScope(fields, rule, prefix + name + ".");
  }
}
