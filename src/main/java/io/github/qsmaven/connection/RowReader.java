package io.github.qsmaven.connection;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Reads one row of a result.
 *
 * @param <T> what a row becomes
 */
@FunctionalInterface
public interface RowReader<T> {
  /**
   * Reads the row that the result stands on.
   *
   * @throws SQLException if the driver does
   */
  T read(ResultSet row) throws SQLException;
}
