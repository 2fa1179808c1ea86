package io.github.qsmaven.app;

import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsPostgres;
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator;

/** The sandbox and the user of a simulated Query Service. */
final class Sandbox {
  private static final String NAME = "prod:all?FLATTEN";
  private static final String USER = "analyst@AdobeOrg";
  static final String PASSWORD = "ID:se+cr%40et";

  private Sandbox() {}

  /** A simulator that has the tables of a database in this sandbox. */
  static QueryServiceSimulator.Builder over(TestDatabase database) {
    return QueryServiceSimulator.over(TlsPostgres.shared())
        .user(USER, PASSWORD)
        .database(NAME, database.name());
  }

  /** A target for this sandbox. */
  static Target target(QueryServiceSimulator server) {
    return server.target(USER, PASSWORD, NAME, new Timeouts(30, 60, 0));
  }
}
