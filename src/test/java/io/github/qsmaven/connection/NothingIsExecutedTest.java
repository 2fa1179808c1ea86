package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.connection.Analysis.Accepted;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsPostgres;
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Statements that write, analyzed in the session of a superuser. The simulator in between forwards
 * all messages to PostgreSQL, and records what is executed.
 */
class NothingIsExecutedTest {
  private static final String USER = "ABC@AdobeOrg";
  private static final String PASSWORD = "s3cret-s3cret";

  /** In an order in which they can be executed; each changes the {@link #state}. */
  private static final List<String> WRITING =
      List.of(
          "INSERT INTO orders VALUES (2, 2)",
          "UPDATE orders SET total = total + 1",
          "DELETE FROM orders WHERE id = 2",
          "WITH w AS (INSERT INTO orders VALUES (3, 3) RETURNING id) SELECT * FROM w",
          "INSERT INTO orders SELECT nextval('s'), 1",
          "SELECT nextval('s')",
          "SELECT writes()",
          "SELECT * FROM orders WHERE constant() > 0",
          "EXPLAIN SELECT * FROM orders WHERE constant() > 0",
          "EXPLAIN ANALYZE SELECT writes()",
          "DO $$ BEGIN PERFORM writes(); END; $$",
          "CALL proceeds()",
          "COPY (SELECT writes()) TO '/dev/null'",
          "CREATE TABLE made AS SELECT 1 AS a",
          "SELECT 1 AS a INTO made_too",
          "CREATE VIEW seen AS SELECT 1 AS a",
          "CREATE MATERIALIZED VIEW kept AS SELECT 1 AS a",
          "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
          "ALTER TABLE orders ADD note text",
          "TRUNCATE orders",
          "DROP TABLE doomed");

  private TestDatabase database;

  @BeforeEach
  void createTables() throws SQLException {
    database =
        new TestDatabase(
            "CREATE TABLE orders (id bigint, total int)",
            "INSERT INTO orders VALUES (1, 1)",
            "CREATE TABLE doomed (id int)",
            "CREATE SEQUENCE s",
            "CREATE FUNCTION writes() RETURNS bigint LANGUAGE sql"
                + " AS 'INSERT INTO orders VALUES (nextval(''s''), 0) RETURNING id'",
            "CREATE FUNCTION constant() RETURNS bigint IMMUTABLE LANGUAGE plpgsql"
                + " AS 'BEGIN RETURN nextval(''s''); END'",
            "CREATE PROCEDURE proceeds() LANGUAGE sql AS 'SELECT writes()'");
  }

  private QueryServiceSimulator.Builder postgres() {
    return QueryServiceSimulator.over(TlsPostgres.shared())
        .user(USER, PASSWORD)
        .database("prod:all", database.name())
        .serverVersion("16.4");
  }

  private static <T> T use(QueryServiceSimulator server, Sessions.Work<T> work) throws Exception {
    return TestDatabase.use(
        server.target(USER, PASSWORD, "prod:all", new Timeouts(30, 30, 0)), work);
  }

  /** The rows, the sequence (which no rollback resets), and how many objects there are. */
  private String state() throws SQLException {
    try (Connection admin = TlsPostgres.shared().adminConnection(database.name());
        Statement statement = admin.createStatement();
        ResultSet result =
            statement.executeQuery(
                """
                SELECT (SELECT string_agg(o::text, ' ' ORDER BY id, total) FROM orders o),
                  (SELECT last_value::text || is_called::text FROM s), (SELECT count(*) FROM pg_class),
                  (SELECT count(*) FROM pg_proc), (SELECT count(*) FROM pg_attribute)""")) {
      assertThat(result.next()).isTrue();
      List<String> parts = new ArrayList<>();
      for (int i = 1; i <= 5; i++) {
        parts.add(result.getString(i));
      }
      return parts.toString();
    }
  }

  @Test
  void describedStatementsChangeNothing() throws Exception {
    String before = state();
    try (QueryServiceSimulator server = postgres().start()) {
      use(
          server,
          session -> {
            for (String sql : WRITING) {
              assertThat(session.analyze(new UserSql(sql, 0))).isInstanceOf(Accepted.class);
              assertThat(state()).as(sql).isEqualTo(before);
            }
            return session;
          });

      assertThat(server.statements()).isEmpty();
    }
    for (String sql : WRITING) {
      String unchanged = state();
      database.execute(sql);
      assertThat(state()).as(sql).isNotEqualTo(unchanged);
    }
  }

  /** Only the transaction of a query before is ended, once; after a rejection, nothing is sent. */
  @Test
  void eachTakesOneRoundTrip() throws Exception {
    try (QueryServiceSimulator server = postgres().start()) {
      use(
          server,
          session -> {
            session.query("SELECT 1", List.of(), row -> 1);
            for (String sql : List.of("SELECT id FROM orders", "SELECT idd", "SELEC", "SELECT 1")) {
              assertThat(session.analyze(new UserSql(sql, 0))).isNotNull();
            }
            return session;
          });

      assertThat(server.statements()).containsExactly("BEGIN READ ONLY", "SELECT 1", "ROLLBACK");
    }
  }

  @Test
  void whereTheDriverWouldExecuteItNothingIsSent() throws Exception {
    String before = state();
    try (QueryServiceSimulator server = postgres().refuseExtendedProtocol().start()) {
      use(
          server,
          session -> {
            if (session.usesExtendedProtocol()) {
              // The server rejects it, and the work is repeated.
              session.analyze(new UserSql(WRITING.get(0), 0));
            }
            for (String sql : WRITING) {
              UserSql own = new UserSql(sql, 0);
              assertThatThrownBy(() -> session.analyze(own))
                  .isInstanceOf(IllegalStateException.class);
              assertThatThrownBy(() -> session.analyzeWrapped(own, true))
                  .isInstanceOf(IllegalStateException.class);
              assertThatThrownBy(() -> session.analyzeWrapped(own, false))
                  .isInstanceOf(IllegalStateException.class);
            }
            return session;
          });

      assertThat(server.sessions()).isEqualTo(2);
      assertThat(server.statements()).isEmpty();
    }
    assertThat(state()).isEqualTo(before);
  }

  @Test
  void onAnotherServerStatementsAreNotDescribed() throws Exception {
    try (QueryServiceSimulator server = postgres().serverVersion("0.1.0").start()) {
      use(
          server,
          session -> {
            assertThatThrownBy(() -> session.analyze(new UserSql(WRITING.get(0), 0)))
                .isInstanceOf(IllegalStateException.class);
            // The driver would send two statements.
            assertThat(session.analyzeWrapped(new UserSql("SELECT 1; DROP TABLE doomed", 0), false))
                .isInstanceOf(Analysis.Unknown.class);
            return session;
          });

      assertThat(server.statements()).isEmpty();
    }
  }
}
