package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/**
 * One of the ways to ask a server what is in its tables: a rung of the {@link SchemaDetailsReader}.
 */
interface ColumnsReader {
  /**
   * Reads tables, in a fixed number of statements for each page of rows, whatever the number of
   * tables.
   *
   * @param session where to ask
   * @param tables which, at least one
   * @return those that it knows the whole of
   * @throws SQLException if the server refuses, or the connection breaks
   * @throws CannotCheckException if what came cannot be shown to be whole
   */
  Map<TableName, TableDetails> read(Session session, Collection<Table> tables)
      throws SQLException, CannotCheckException;
}
