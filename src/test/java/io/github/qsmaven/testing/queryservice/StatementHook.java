package io.github.qsmaven.testing.queryservice;

import java.sql.SQLException;

/** What a test does while a statement waits at the double. */
@FunctionalInterface
public interface StatementHook {
  /**
   * Does it, on the thread that serves the client.
   *
   * @param sql the statement as it came
   * @throws SQLException if it fails; the client then sees 58000
   */
  void before(String sql) throws SQLException;
}
