package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.TableName;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** One of the ways to ask a server what it holds. */
public interface CatalogReader {
  /**
   * Lists tables, in a fixed number of statements whatever their number.
   *
   * @param session where to ask
   * @param query which tables
   * @return what is there
   * @throws SQLException if the server refuses, or the connection breaks
   * @throws CannotCheckException if a schema that was named does not exist
   */
  Catalog read(Session session, CatalogQuery query) throws SQLException, CannotCheckException;

  /**
   * Finds relations by name, in whatever schema and of whatever type, whether they may be read or
   * not, case not counted. One statement.
   *
   * @param session where to ask
   * @param names bare names
   * @return the relations of those names, in no order
   * @throws SQLException if the server refuses, or the connection breaks
   */
  List<TableName> findAnywhere(Session session, Set<String> names) throws SQLException;
}
