package io.github.qsmaven.check;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import java.util.List;

/**
 * The tables that a filter excludes from a list. An expected name with a dot is read as {@code
 * schema.name}.
 *
 * @param catalog the list
 * @param filter the filter
 */
record FilteredOut(Catalog catalog, NameFilter filter) {
  boolean contains(TableReference name) {
    List<TableName> qualified = name.qualifiedReadings();
    List<TableName> readings = qualified.isEmpty() ? name.readingsIn(catalog.schemas()) : qualified;
    return !readings.isEmpty() && readings.stream().noneMatch(filter::selects);
  }

  /**
   * Whether the filter may exclude the table that a glob matches. It may not if the glob names a
   * table that the filter includes.
   *
   * @param object a glob over {@code table} and {@code table.column}
   */
  boolean mayContain(Glob object) {
    if (filter.equals(NameFilter.ALL)) {
      return false;
    }
    String pattern = object.pattern();
    List<String> named =
        catalog.schemas().stream().filter(schema -> pattern.startsWith(schema + ".")).toList();
    return named.isEmpty()
        ? catalog.schemas().stream().noneMatch(schema -> isWanted(schema, pattern))
        : named.stream()
            .noneMatch(schema -> isWanted(schema, pattern.substring(schema.length() + 1)));
  }

  private boolean isWanted(String schema, String pattern) {
    int dot = pattern.indexOf('.');
    String table = dot < 0 ? pattern : pattern.substring(0, dot);
    return table.indexOf('*') < 0
        && table.indexOf('?') < 0
        && filter.selects(new TableName(schema, table));
  }
}
