package io.github.qsmaven.check;

import io.github.qsmaven.check.CaseIndex.Match;
import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.Column;
import java.util.List;
import java.util.Set;

/**
 * The columns of a table, or the fields of a column, by name. Where Query Service flattens structs
 * ({@code FLATTEN}), the fields of the column {@code web} are the columns whose names start with
 * {@code web.}; they form a scope as well.
 */
final class ColumnScope {
  private final List<Column> columns;
  private final CaseRule rule;
  private final String prefix;
  private final CaseIndex<Column> byName = new CaseIndex<>();
  private final CaseIndex<Column> byPrefix = new CaseIndex<>();

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
    for (Column column : columns) {
      String name = nameOf(column);
      byName.add(name, column);
      for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
        if (dot + 1 < name.length()) {
          byPrefix.add(name.substring(0, dot), column);
        }
      }
    }
  }

  List<Column> columns() {
    return columns;
  }

  /** The name of a column in this scope. */
  String nameOf(Column column) {
    return column.name().substring(prefix.length());
  }

  /** The columns with a name; see {@link CaseIndex} for its rivals. */
  Match<Column> lookUp(String name, Set<String> rivals) {
    return byName.lookUp(name, rule, rivals);
  }

  /** The flattened fields of the columns with a name; as above. */
  Match<Column> lookUpFlattened(String name, Set<String> rivals) {
    return byPrefix.lookUp(name, rule, rivals);
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
