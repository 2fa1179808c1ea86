package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.SslMode;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.ScriptedServer;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The read-only transactions of a session on PostgreSQL. */
class TransactionTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private static TestDatabase database;

  @BeforeAll
  static void createTable() throws SQLException {
    database = new TestDatabase("CREATE TABLE t (id int)", "GRANT ALL ON t TO public");
  }

  private static List<String> ask(Session session, String sql) throws SQLException {
    return session.query(sql, List.of(), row -> row.getString(1));
  }

  @Test
  void aStatementCannotWrite() throws Exception {
    database.use(
        session -> {
          assertThat(ask(session, "SHOW transaction_read_only")).containsExactly("on");
          assertThatThrownBy(() -> ask(session, "INSERT INTO t VALUES (1) RETURNING id"))
              .isInstanceOfSatisfying(
                  SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25006"));
          assertThat(session.isReadOnly()).isTrue();
          return session;
        });
  }

  @Test
  void aRejectedStatementLeavesNoAbortedTransactionToTheNext() throws Exception {
    database.use(
        session -> {
          TableProbe probe = new TableProbe();
          for (int i = 0; i < 3; i++) {
            assertThat(probe.ask(session, null, "missing_" + i))
                .isEqualTo(TableProbe.Answer.ABSENT);
          }
          assertThat(probe.ask(session, null, "t")).isEqualTo(TableProbe.Answer.THERE);
          assertThatThrownBy(() -> ask(session, "SELECT nothing FROM nowhere"))
              .isInstanceOf(SQLException.class);
          assertThat(session.probe("SELECT * FROM t")).hasSize(1);
          assertThatThrownBy(() -> session.probe("SELECT nothing FROM nowhere"))
              .isInstanceOf(SQLException.class);
          assertThat(series(session, 3)).hasSize(10);
          assertThatThrownBy(() -> session.probe("SELECT nothing FROM nowhere"))
              .isInstanceOf(SQLException.class);
          session.recover();
          assertThat(ask(session, "SHOW transaction_read_only")).containsExactly("on");
          return session;
        });
  }

  @Test
  void aProbedTableIsNotLockedAfterTheNextStatement() throws Exception {
    database.use(
        session -> {
          String locks =
              "SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND relation = 't'::regclass";
          for (int i = 0; i < 2; i++) {
            assertThat(new TableProbe().ask(session, null, "t")).isEqualTo(TableProbe.Answer.THERE);
            assertThat(ask(session, locks)).containsExactly("0");
            assertThat(ask(session, "SHOW transaction_read_only")).containsExactly("on");
          }
          return session;
        });
  }

  private static List<Integer> series(Session session, int fetchSize) throws SQLException {
    Query<Integer> query =
        new Query<>("SELECT i FROM generate_series(1, 10) AS i", List.of(), row -> row.getInt(1));
    session.send(fetchSize, query);
    return query.rows();
  }

  @Test
  void aResultIsReadWholeWithAnyFetchSize() throws Exception {
    List<Integer> all = IntStream.rangeClosed(1, 10).boxed().toList();
    database.use(
        session -> {
          for (int fetchSize : List.of(0, 1, 3, 5, 10, 11)) {
            assertThat(series(session, fetchSize)).isEqualTo(all);
          }
          return session;
        });
  }

  @Test
  void queriesThatAreSentTogetherHaveTheirOwnValuesAndRows() throws Exception {
    database.use(
        session -> {
          List<Query<Integer>> queries =
              IntStream.range(0, 3)
                  .mapToObj(
                      i ->
                          new Query<>(
                              "SELECT i FROM generate_series(1, 5) AS i WHERE i > ?",
                              List.of(i),
                              row -> row.getInt(1)))
                  .toList();
          session.send(2, queries.toArray(Query<?>[]::new));

          assertThat(queries.get(0).rows()).containsExactly(1, 2, 3, 4, 5);
          assertThat(queries.get(1).rows()).containsExactly(2, 3, 4, 5);
          assertThat(queries.get(2).rows()).containsExactly(3, 4, 5);
          return session;
        });
  }

  @Test
  void aSessionThatIsNotUsedIsNotInATransaction() throws Exception {
    try (Sessions sessions = new Sessions()) {
      String pid =
          sessions.use(
              database.target(),
              new HeardLog(),
              session -> ask(session, "SELECT pg_backend_pid()").get(0));

      database.use(
          other -> {
            long start = System.nanoTime();
            List<String> states = new ArrayList<>();
            do {
              // A transaction sees one state of the statistics.
              assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LONG);
              states.addAll(
                  ask(other, "COMMIT; SELECT state FROM pg_stat_activity WHERE pid = " + pid));
            } while (!states.contains("idle"));
            return other;
          });
      assertThat(
              sessions.<List<String>>use(
                  database.target(),
                  new HeardLog(),
                  session -> ask(session, "SELECT pg_backend_pid()")))
          .containsExactly(pid);
    }
  }

  /** As pgbouncer with {@code pool_mode=statement}: an error, and the end of the connection. */
  @Test
  void aPoolerThatRejectsTransactionsIsAskedWithoutThem() throws Exception {
    HeardLog log = new HeardLog();
    byte[] rejection =
        ScriptedServer.fatal("08P01", "transaction blocks not allowed in statement pooling mode");
    try (ScriptedServer server =
            new ScriptedServer(
                ScriptedServer.welcome("15.4"),
                (message, out) -> {
                  out.write(rejection);
                  out.close();
                });
        Sessions sessions = new Sessions()) {
      List<Boolean> attempts = new ArrayList<>();
      Target target =
          database.target(
              new Endpoint(
                  "qs",
                  server.host(),
                  server.port(),
                  "db",
                  SslMode.VERIFY_FULL,
                  TlsPostgres.shared().caFile()));

      assertThatThrownBy(
              () ->
                  sessions.use(
                      target,
                      log,
                      session -> {
                        attempts.add(session.isReadOnly());
                        return ask(session, "SELECT 1");
                      }))
          .hasMessageContaining("transaction blocks not allowed")
          .hasMessageContaining("use a pool in session or transaction mode");

      assertThat(attempts).containsExactly(true, false);
      assertThat(log.details()).anyMatch(line -> line.contains("retrying without"));
    }
  }
}
