package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the catalog's entries of tables that are known by name.
 *
 * @param session the session
 * @param catalogs reads the catalog
 * @param catalog the list of tables that was read before
 */
record NamedTables(Session session, CatalogFallback catalogs, Catalog catalog) {
  /**
   * Reads the tables, of any type, with the statements of one list.
   *
   * @param names the names
   * @return the tables that the catalog lists; none if it cannot list every type
   */
  Map<TableName, Table> read(Collection<TableName> names) throws SQLException {
    Map<TableName, Table> found = new HashMap<>();
    if (names.isEmpty()) {
      return found;
    }
    Set<TableName> wanted = new HashSet<>(names);
    CatalogQuery query =
        new CatalogQuery(
            // SHOW TABLES has no schemas, and lists them all.
            !catalog.source().hasSchemas()
                ? List.of()
                : names.stream().map(TableName::schema).toList(),
            EnumSet.allOf(TableType.class),
            new NameFilter(
                names.stream().map(name -> new Glob(name.name())).distinct().toList(), List.of()));
    try {
      for (Table table : catalogs.read(session, query).tables()) {
        if (wanted.contains(table.name())) {
          found.put(table.name(), table);
        }
      }
    } catch (CannotCheckException e) {
      // No catalog can list every type: what is known of the tables is that they exist.
    }
    return found;
  }
}
