package io.github.qsmaven.connection;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Reads one row of a result.
 *
 * @param <T> the type that a row is converted to
 */
@FunctionalInterface
public interface RowReader<T> {
  /**
   * Reads the current row of the result.
   *
   * @throws SQLException if the driver fails
   */
  T read(ResultSet row) throws SQLException;
}
