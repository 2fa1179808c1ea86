package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One of the ways to ask a server what it holds: a rung of the {@link CatalogFallback}. */
interface CatalogReader {
  /**
   * A relation of a catalog with about as many rows as the server has tables, and a column of it.
   */
  record Countable(String relation, String column) {}

  /** Returns a relation of the catalog whose rows can be counted; null if there is none. */
  default @Nullable Countable countable() {
    return null;
  }

  /**
   * Lists tables, in a fixed number of statements for each page of rows whatever the number of
   * tables.
   *
   * @param session where to ask
   * @param query which tables
   * @return what is there, the whole of it
   * @throws SQLException if the server refuses, or the connection breaks
   * @throws UnusableCatalogException if the catalog cannot tell
   * @throws CannotCheckException if a schema that was named does not exist, or the list cannot be
   *     shown to be whole
   */
  Catalog read(Session session, CatalogQuery query)
      throws SQLException, UnusableCatalogException, CannotCheckException;

  /**
   * Finds relations by name, in whatever schema and of whatever type, whether they may be read or
   * not, case not counted. One statement for each thousand names.
   *
   * @param session where to ask
   * @param names bare names
   * @return the relations of those names, in no order
   * @throws SQLException if the server refuses, or the connection breaks
   */
  List<TableName> findAnywhere(Session session, Set<String> names) throws SQLException;
}
