package io.github.qsmaven.connection;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.util.PSQLState;

/**
 * A query, and its rows after {@link Session#send}.
 *
 * @param <T> the type that a row is converted to
 */
public final class Query<T> {
  /** The most rows of a query, at 256 bytes of memory for what is kept of a row. */
  private static final long MOST_ROWS = Runtime.getRuntime().maxMemory() / 256;

  private final String sql;
  private final List<Object> values;
  private final RowReader<T> reader;
  private List<T> rows = List.of();

  /**
   * @param sql a query, with {@code ?} for each value
   * @param values the values, as for {@link Session#query}
   * @param reader reads a row
   */
  public Query(String sql, List<?> values, RowReader<T> reader) {
    this.sql = sql;
    this.values = List.copyOf(values);
    this.reader = reader;
  }

  String sql() {
    return sql;
  }

  List<Object> values() {
    return values;
  }

  /** Returns the rows, in the server's order; none before the query is sent. */
  public List<T> rows() {
    return rows;
  }

  /** Reads the rows, and closes the result. */
  void read(ResultSet given) throws SQLException {
    List<T> read = new ArrayList<>();
    try (ResultSet result = given) {
      while (result.next()) {
        if (read.size() == MOST_ROWS) {
          throw new SQLException(
              new MessageMeter.ExceededException(
                  "the server sent more than " + MOST_ROWS + " rows in answer to one statement"));
        }
        read.add(row(result));
      }
    }
    rows = read;
  }

  private T row(ResultSet result) throws SQLException {
    try {
      return requireNonNull(reader.read(result));
    } catch (RuntimeException e) {
      throw new SQLException(
          "a row lacks a value, or has NULL or another kind of value in its place",
          PSQLState.PROTOCOL_VIOLATION.getState());
    }
  }
}
