package io.github.qsmaven.connection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in connection that only reads. Made and closed by {@link Sessions}; used by one thread
 * at a time.
 */
public final class Session {
  private final Connection connection;
  private final String serverVersion;

  Session(Connection connection, String serverVersion) {
    this.connection = connection;
    this.serverVersion = serverVersion;
  }

  /**
   * The version the server told at sign-in, such as {@code 18.6}; Query Service says {@code 0.1.0}.
   */
  public String serverVersion() {
    return serverVersion;
  }

  /**
   * Whether the server says that it is PostgreSQL, 9 or later. Query Service says {@code 0.1.0}.
   */
  public boolean isPostgres() {
    int end = 0;
    while (end < serverVersion.length() && Character.isDigit(serverVersion.charAt(end))) {
      end++;
    }
    return end > 1 || serverVersion.startsWith("9");
  }

  /**
   * Reads what a statement's failure means.
   *
   * @param exception thrown by {@link #query}
   * @return the server's refusal, after which the session may go on once it was {@link #recover
   *     recovered}; null if it is a fault of the session
   */
  public @Nullable Refusal refusal(SQLException exception) {
    return Refusal.of(exception);
  }

  /**
   * Makes sure that the session can be used after a refusal.
   *
   * @throws SQLException if it cannot be opened anew
   */
  public void recover() throws SQLException {}

  /**
   * Sends one statement, and reads its result.
   *
   * @param <T> what a row becomes
   * @param sql a query, with {@code ?} for each value
   * @param values the values: strings, booleans, or lists of strings, which go as {@code text[]}
   * @param reader reads a row
   * @return the rows, in the server's order
   * @throws SQLException if the server refuses it or the connection breaks
   */
  public <T> List<T> query(String sql, List<?> values, RowReader<T> reader) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        Object value = values.get(i);
        if (value instanceof List<?> list) {
          statement.setArray(i + 1, connection.createArrayOf("text", list.toArray()));
        } else {
          statement.setObject(i + 1, value);
        }
      }
      List<T> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(reader.read(result));
        }
      }
      return rows;
    }
  }

  /** Sets the longest wait for an answer, in seconds. */
  void queryTimeout(int seconds) throws SQLException {
    connection.setNetworkTimeout(
        Runnable::run, Math.toIntExact(TimeUnit.SECONDS.toMillis(seconds)));
  }

  /** Whether the server answers within some seconds; one round trip. */
  boolean isAlive(int seconds) {
    try {
      return connection.isValid(seconds);
    } catch (SQLException e) {
      return false;
    }
  }

  void close() throws SQLException {
    connection.close();
  }
}
