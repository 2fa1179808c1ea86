package io.github.qsmaven.check;

import io.github.qsmaven.check.CaseIndex.Match;
import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table, or the fields of one column, by name. Where Query Service flattens
 * structs ({@code FLATTEN}), the fields of the column {@code web} are the columns whose names start
 * with {@code web.}; they are a scope, too.
 */
final class ColumnScope {
  private final List<Column> columns;
  private final CaseRule rule;
  private final String prefix;
  private @Nullable CaseIndex<Column> byName;
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
  }

  List<Column> columns() {
    return columns;
  }

  /** The name of a column in this scope. */
  String nameOf(Column column) {
    return column.name().substring(prefix.length());
  }

  /** The columns that a name may mean. */
  Match<Column> lookUp(String name) {
    CaseIndex<Column> index = byName;
    if (index == null) {
      index = new CaseIndex<>();
      for (Column column : columns) {
        index.add(nameOf(column), column);
      }
      byName = index;
    }
    return index.lookUp(name, rule);
  }

  /** The flattened fields of the columns that a name may mean. */
  Match<Column> lookUpFlattened(String name) {
    CaseIndex<Column> index = byPrefix;
    if (index == null) {
      index = new CaseIndex<>();
      for (Column column : columns) {
        String flat = nameOf(column);
        for (int dot = flat.indexOf('.'); dot >= 0; dot = flat.indexOf('.', dot + 1)) {
          if (dot + 1 < flat.length()) {
            index.add(flat.substring(0, dot), column);
          }
        }
      }
      byPrefix = index;
    }
    return index.lookUp(name, rule);
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
