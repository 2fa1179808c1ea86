package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;

/** Reads the columns and keys of tables from one catalog. */
interface ColumnsReader {
  /**
   * Reads tables, with a fixed number of statements for each page of rows, whatever the number of
   * tables.
   *
   * @param session the session to use
   * @param tables the tables, at least one
   * @return the tables of which the catalog returned every column
   * @throws SQLException if the server rejects a statement, or the connection breaks
   * @throws CannotCheckException if the result cannot be verified as complete
   */
  Map<TableName, TableDetails> read(Session session, Collection<Table> tables)
      throws SQLException, CannotCheckException;
}
