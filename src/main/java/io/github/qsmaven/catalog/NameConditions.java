package io.github.qsmaven.catalog;

import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.NameFilter;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link NameFilter} as SQL that any server may know: {@code LIKE} and {@code OR}, no arrays.
 *
 * @param sql conditions, each with {@code AND} before it; empty if every name is wanted
 * @param values their values, in order
 */
record NameConditions(String sql, List<String> values) {

  /**
   * Makes them.
   *
   * @param filter which names
   * @param schema the column of the schema
   * @param name the column of the name
   */
  static NameConditions of(NameFilter filter, String schema, String name) {
    StringBuilder sql = new StringBuilder();
    List<String> values = new ArrayList<>();
    if (!filter.includes().isEmpty()) {
      sql.append(" AND (").append(anyOf(filter.includes(), schema, name, values)).append(')');
    }
    if (!filter.excludes().isEmpty()) {
      sql.append(" AND NOT (").append(anyOf(filter.excludes(), schema, name, values)).append(')');
    }
    return new NameConditions(sql.toString(), List.copyOf(values));
  }

  private static String anyOf(List<Glob> globs, String schema, String name, List<String> values) {
    List<String> alternatives = new ArrayList<>();
    for (Glob glob : globs) {
      alternatives.add(name + " LIKE ?");
      values.add(glob.toLike());
      if (glob.hasDot()) {
        alternatives.add(schema + " || '.' || " + name + " LIKE ?");
        values.add(glob.toLike());
      }
    }
    return String.join(" OR ", alternatives);
  }
}
