package io.github.qsmaven.testing.queryservice;

import java.sql.SQLException;

/** An action of a test before the simulator forwards a statement. */
@FunctionalInterface
public interface StatementHook {
  /**
   * Runs the action on the thread that serves the client.
   *
   * @param sql the statement
   * @throws SQLException if it fails; the client then receives 58000
   */
  void before(String sql) throws SQLException;
}
