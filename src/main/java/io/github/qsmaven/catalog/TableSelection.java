package io.github.qsmaven.catalog;

import io.github.qsmaven.model.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Some tables as SQL that any server may know: few by their names, many by their schemas. Lets
 * others pass: those of the same name in another of the schemas, and with many all that are in
 * these.
 *
 * @param sql a condition
 * @param values its values, in order
 */
record TableSelection(String sql, List<String> values) {
  /** A server may bound the number of parameters; PostgreSQL's is 65,535. */
  private static final int MOST_NAMES = 1_000;

  /**
   * Makes one.
   *
   * @param tables the tables, at least one
   * @param schema the column of the schema
   * @param name the column of the name
   */
  static TableSelection of(Collection<Table> tables, String schema, String name) {
    Set<String> schemas = new LinkedHashSet<>();
    Set<String> names = new LinkedHashSet<>();
    for (Table table : tables) {
      schemas.add(table.name().schema());
      names.add(table.name().name());
    }
    String sql = schema + " IN (" + RelationFinder.marks(schemas.size()) + ")";
    List<String> values = new ArrayList<>(schemas);
    if (names.size() <= MOST_NAMES) {
      sql += " AND " + name + " IN (" + RelationFinder.marks(names.size()) + ")";
      values.addAll(names);
    }
    return new TableSelection(sql, values);
  }
}
