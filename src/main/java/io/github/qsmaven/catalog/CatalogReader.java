package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads tables from one catalog. */
interface CatalogReader {
  /**
   * A relation of a catalog with about as many rows as the server has tables, and one of its
   * columns.
   */
  record Countable(String relation, String column) {}

  /** Returns a relation of the catalog whose rows can be counted; null if there is none. */
  default @Nullable Countable countable() {
    return null;
  }

  /**
   * Lists tables, with a fixed number of statements for each page of rows, whatever the number of
   * tables.
   *
   * @param session the session to use
   * @param query the tables to list
   * @return the complete list
   * @throws SQLException if the server rejects a statement, or the connection breaks
   * @throws UnusableCatalogException if the catalog cannot answer the query
   * @throws CannotCheckException if a requested schema does not exist, or the list cannot be
   *     verified as complete
   */
  Catalog read(Session session, CatalogQuery query)
      throws SQLException, UnusableCatalogException, CannotCheckException;

  /**
   * Finds relations by name: in any schema, of any type, readable or not, ignoring case. Sends one
   * statement for each thousand names.
   *
   * @param session the session to use
   * @param names bare names
   * @return the relations of those names, in no order
   * @throws SQLException if the server rejects a statement, or the connection breaks
   */
  List<TableName> findAnywhere(Session session, Set<String> names) throws SQLException;

  /**
   * Lists the schemas; none if the catalog does not report schemas.
   *
   * @param session the session to use
   * @throws SQLException if the server rejects a statement, or the connection breaks
   */
  default Set<String> schemas(Session session) throws SQLException {
    return Set.of();
  }

  /**
   * Lists relations of some schemas, with one statement: of any type, readable or not.
   *
   * @param session the session to use
   * @param schemas the schemas, at least one
   * @return at most {@value Relations#MOST_OF_SCHEMAS}, in no order
   * @throws SQLException if the server rejects the statement, or the connection breaks
   */
  default List<TableName> tablesOf(Session session, Set<String> schemas) throws SQLException {
    return List.of();
  }
}
