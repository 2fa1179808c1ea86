package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.github.qsmaven.connection.Analysis.Accepted;
import io.github.qsmaven.connection.Analysis.Rejected;
import io.github.qsmaven.connection.Analysis.Unknown;
import io.github.qsmaven.testing.TestDatabase;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What PostgreSQL says about statements of the user. */
class AnalysisTest {
  private static TestDatabase database;

  @BeforeAll
  static void createTables() throws SQLException {
    database =
        new TestDatabase(
            "CREATE TABLE orders (id bigint, total numeric(10,2), tags jsonb)",
            "GRANT ALL ON orders TO public");
  }

  private static Analysis of(Session session, String sql, int parameters) throws SQLException {
    return session.analyze(new UserSql(sql, parameters));
  }

  private static Analysis of(String sql, int parameters) throws Exception {
    return database.use(session -> of(session, sql, parameters));
  }

  private static Rejected rejected(String sql, int parameters) throws Exception {
    return assertThat(of(sql, parameters)).asInstanceOf(type(Rejected.class)).actual();
  }

  private static String ask(Session session, String sql) throws SQLException {
    return session.query(sql, List.of(), row -> row.getString(1)).get(0);
  }

  @Test
  void aRejectionHasWhatTheServerSays() throws Exception {
    Rejected rejected = rejected("SELECT '🙂é', totl FROM orders", 0);

    assertThat(rejected.sqlState()).isEqualTo("42703");
    assertThat(rejected.position()).isEqualTo(14);
    assertThat(rejected.hint()).contains("total");
    assertThat(rejected.detail()).isNull();
    assertThat(rejected.routine()).isEqualTo("errorMissingColumn");
    assertThat(rejected("SELECT FROM o_", 0).hint()).isNull();
  }

  /** In the text that the server gets. */
  @Test
  void thePositionCountsWhatTheDriverSends() throws Exception {
    assertThat(rejected("SELECT id FROM orders WHERE id = ? AND tags ?? ? AND totl", 2).position())
        .isEqualTo("SELECT id FROM orders WHERE id = $1 AND tags ? $2 AND ".length() + 1);
  }

  @Test
  void theColumnsHaveTheirTypes() throws Exception {
    assertThat(of("SELECT id, total AS \"Total\", ?::int FROM orders", 1))
        .isEqualTo(
            new Accepted(
                List.of(
                    new ResultColumn("id", 20, -1),
                    new ResultColumn("Total", 1700, (10 << 16 | 2) + 4),
                    new ResultColumn("int4", 23, -1)),
                List.of(23)));
    assertThat(of("INSERT INTO orders (id) VALUES (?)", 1))
        .isEqualTo(new Accepted(List.of(), List.of(20)));
  }

  /** The server describes them in the same round trip. */
  @Test
  void theParametersHaveTheirTypes() throws Exception {
    Accepted accepted =
        (Accepted)
            of("SELECT ? || 'x' FROM orders WHERE id = ? AND total > ? AND tags = ANY (?)", 4);

    assertThat(accepted.parameters()).containsExactly(25, 20, 1700, 3807);
    assertThat(of("SELECT 1 AS a", 0))
        .isEqualTo(new Accepted(List.of(new ResultColumn("a", 23, -1)), List.of()));
  }

  @Test
  void bracesAreNoJdbcEscapes() throws Exception {
    assertThat(rejected("SELECT {fn now()}", 0).sqlState()).isEqualTo("42601");
    assertThat(rejected("SELECT {fn now()}, ?", 1).position()).isEqualTo(8);
  }

  @Test
  void whatTheDriverReadsInAnotherWayIsNotSent() throws Exception {
    for (Analysis analysis :
        List.of(
            of("SELECT 1; DROP TABLE orders", 0),
            of("SELECT totl = ? FROM orders", 0),
            of("SELECT totl FROM orders", 1),
            of("", 0))) {
      assertThat(analysis).isInstanceOf(Unknown.class);
    }
  }

  /** The driver fails at an index of an array, and loses its place in the answer. */
  @Test
  void afterAFailureOfTheDriverTheNextStatementHasAnotherConnection() throws Exception {
    database.use(
        session -> {
          String before = ask(session, "SELECT pg_backend_pid()");

          assertThat(of(session, "SELECT id FROM orders WHERE id = $1", 0))
              .isEqualTo(new Unknown("the driver cannot read the answer of the server"));

          assertThat(of(session, "SELECT totl FROM orders", 0)).isInstanceOf(Rejected.class);
          assertThat(of(session, "SELECT id FROM orders", 0)).isInstanceOf(Accepted.class);
          assertThat(ask(session, "SELECT pg_backend_pid()")).isNotEqualTo(before);
          assertThat(ask(session, "SHOW transaction_read_only")).isEqualTo("on");
          return session;
        });
  }

  @Test
  void nothingOfAStatementIsLeftToTheNext() throws Exception {
    String locks =
        "SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND relation = 'orders'::regclass";
    database.use(
        session -> {
          for (String sql : List.of("SELECT id FROM orders", "SELECT totl FROM orders")) {
            assertThat(of(session, sql, 0)).isNotNull();
            assertThat(ask(session, locks)).isEqualTo("0");
            assertThat(of(session, sql, 0)).isNotNull();
            assertThat(of(session, sql, 0)).isNotNull();
            assertThat(session.probe("SELECT id FROM orders")).hasSize(1);
            assertThat(ask(session, "SHOW transaction_read_only")).isEqualTo("on");
          }
          assertThatThrownBy(() -> ask(session, "SELECT nothing FROM nowhere"))
              .isInstanceOf(SQLException.class);
          assertThat(of(session, "SELECT id FROM orders", 0)).isInstanceOf(Accepted.class);
          assertThat(session.isReadOnly()).isTrue();
          assertThat(ask(session, "SELECT count(*) FROM pg_prepared_statements")).isEqualTo("0");
          return session;
        });
  }
}
