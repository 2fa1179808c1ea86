package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.TlsPostgres;
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator;
import io.github.qsmaven.testing.queryservice.ServerError;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sessions as Query Service grants and answers them. */
class QueryServiceSessionsTest {
  private static final String USER = "ABC@AdobeOrg";
  private static final String PASSWORD = "s3cret-s3cret";
  private static final String name = "sessions " + UUID.randomUUID();

  private final HeardLog log = new HeardLog();

  @BeforeAll
  static void createDatabase() throws SQLException {
    TlsPostgres.shared().createDatabase(name);
  }

  private static QueryServiceSimulator.Builder dressed() {
    return QueryServiceSimulator.over(TlsPostgres.shared())
        .user(USER, PASSWORD)
        .database("prod:all", name)
        .database("dev:all", name);
  }

  private static Target target(QueryServiceSimulator server, String database) {
    return server.target(USER, PASSWORD, database, new Timeouts(30, 30, 0));
  }

  private static List<String> ask(Session session, String sql, Object... values)
      throws SQLException {
    return session.query(sql, List.of(values), row -> row.getString(1));
  }

  private List<String> ask(Sessions sessions, Target target, String sql, Object... values)
      throws Exception {
    return sessions.use(target, log, session -> ask(session, sql, values));
  }

  @Test
  void nothingIsAskedOfItBeforeTheFirstStatement() throws Exception {
    try (QueryServiceSimulator server = dressed().start();
        Sessions sessions = new Sessions()) {
      boolean postgres = sessions.use(target(server, "prod:all"), log, Session::isPostgres);

      assertThat(postgres).isFalse();
      assertThat(server.sessions()).isEqualTo(1);
      assertThat(server.statements()).isEmpty();
    }
  }

  @Test
  void aLimitOfOneSessionDoesForSeveralDatabasesAndThreads() throws Exception {
    try (QueryServiceSimulator server = dressed().sessionLimit(1).start();
        Sessions sessions = new Sessions()) {
      ExecutorService executor = Executors.newFixedThreadPool(8);
      List<Future<List<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Target target = target(server, i % 2 == 0 ? "prod:all" : "dev:all");
        answers.add(executor.submit(() -> ask(sessions, target, "SELECT ?", "x")));
      }
      for (Future<List<String>> answer : answers) {
        assertThat(answer.get()).containsExactly("x");
      }
      executor.shutdown();

      assertThat(server.mostSessions()).isEqualTo(1);
      assertThat(log.warnings()).isEmpty();
    }
  }

  @Test
  void onlyWhatStandsIdleIsClosedForOthers() throws Exception {
    try (QueryServiceSimulator server = dressed().start();
        Sessions sessions = new Sessions()) {
      Target target = target(server, "prod:all");
      List<String> answer =
          sessions.use(
              target,
              log,
              session -> {
                ask(session, "SELECT 1");
                runInAnotherThread(sessions::closeIdle);
                return ask(session, "SELECT ?", "still here");
              });
      assertThat(answer).containsExactly("still here");
      assertThat(server.openSessions()).isEqualTo(1);

      sessions.closeIdle();

      assertThat(server.awaitNoConnections(Duration.ofSeconds(20))).isTrue();
      assertThat(ask(sessions, target, "SELECT ?", "again")).containsExactly("again");
    }
  }

  private static void runInAnotherThread(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void oneDatabaseIsOneSessionForEightThreads() throws Exception {
    try (QueryServiceSimulator server = dressed().start()) {
      try (Sessions sessions = new Sessions()) {
        ExecutorService executor = Executors.newFixedThreadPool(8);
        List<Future<List<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          answers.add(
              executor.submit(() -> ask(sessions, target(server, "prod:all"), "SELECT ?", "x")));
        }
        for (Future<List<String>> answer : answers) {
          assertThat(answer.get()).containsExactly("x");
        }
        executor.shutdown();
        assertThat(server.openSessions()).isEqualTo(1);
      }

      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.awaitNoConnections(Duration.ofSeconds(20))).isTrue();
    }
  }

  @Test
  void aSessionOfSomebodyElseIsNotClosedButTold() throws Exception {
    try (QueryServiceSimulator server = dressed().sessionLimit(1).start();
        Sessions others = new Sessions();
        Sessions sessions = new Sessions()) {
      ask(others, target(server, "prod:all"), "SELECT 'x'");

      assertThatThrownBy(() -> ask(sessions, target(server, "prod:all"), "SELECT 'x'"))
          .hasMessageContainingAll("Session Limit Reached", "close other sessions");
      assertThat(server.openSessions()).isEqualTo(1);
    }
  }

  @Test
  void withoutTheExtendedProtocolTheSimpleOneDoes() throws Exception {
    try (QueryServiceSimulator server = dressed().refuseExtendedProtocol().start();
        Sessions sessions = new Sessions()) {
      String sql = "SELECT relname FROM pg_class WHERE relname = ? AND relhasindex = ? LIMIT ?";
      List<String> answer = ask(sessions, target(server, "prod:all"), sql, "pg_class", true, 5);

      assertThat(answer).containsExactly("pg_class");
      assertThat(ask(sessions, target(server, "dev:all"), "SELECT ?", "it's a \\")).hasSize(1);
      assertThat(server.connections()).as("one of them in vain").isEqualTo(3);
      assertThat(log.warnings()).isEmpty();
    }
  }

  @Test
  void aSessionRecoversFromARefusalByARoundTrip() throws Exception {
    try (QueryServiceSimulator server = dressed().start();
        Sessions sessions = new Sessions()) {
      assertThat(sessions.use(target(server, "prod:all"), log, this::askTwice))
          .containsExactly("x");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aSessionRecoversFromARefusalThatEndedItsConnection() throws Exception {
    try (QueryServiceSimulator server = dressed().hangUpAfterRefusal().sessionLimit(1).start();
        Sessions sessions = new Sessions()) {
      assertThat(sessions.use(target(server, "prod:all"), log, this::askTwice))
          .containsExactly("x");
      assertThat(server.connections()).isEqualTo(2);
      assertThat(server.mostSessions()).isEqualTo(1);
    }
  }

  private List<String> askTwice(Session session) throws SQLException {
    assertThatThrownBy(() -> ask(session, "SELECT 'x'::text"))
        .isInstanceOfSatisfying(
            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0A000"));
    session.recover();
    return ask(session, "SELECT 'x'");
  }

  @Test
  void aServerThatIsNoPostgresButSaysSoNeedNotKnowReadOnlySessions() throws Exception {
    try (QueryServiceSimulator server =
            dressed()
                .serverVersion("14.4")
                .refuse(
                    Pattern.compile("READ ONLY"), ServerError.error("00000", "unexpected token"))
                .start();
        Sessions sessions = new Sessions()) {
      assertThat(ask(sessions, target(server, "prod:all"), "SELECT 'x'")).containsExactly("x");
      assertThat(log.details()).anyMatch(line -> line.contains("unexpected token"));
    }
  }
}
