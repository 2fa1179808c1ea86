package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.TlsPostgres;
import io.github.qsmaven.testing.queryservice.Breakage;
import io.github.qsmaven.testing.queryservice.FaultKind;
import io.github.qsmaven.testing.queryservice.FaultPoint;
import io.github.qsmaven.testing.queryservice.InjectedFault;
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator;
import io.github.qsmaven.testing.queryservice.ServerError;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A fault at every point of a session, in every way: each is told in its own words and in time, is
 * tried again or not, and leaves nothing behind.
 */
class FaultInjectionTest {
  private static final String USER = "ABC@AdobeOrg";
  private static final String PASSWORD = "s3cret-s3cret-s3cret";
  private static final String DATABASE = "prod:all";

  /** In seconds; for what is not to time out. */
  private static final int LONG = 30;

  /** In seconds; for the faults that last as long as that. */
  private static final int SHORT = 1;

  /** How much longer it may take on a machine that is busy with other tests. */
  private static final Duration SLACK = Duration.ofSeconds(15);

  private static final Set<Breakage> BREAKS =
      EnumSet.of(Breakage.CLOSE, Breakage.CUT, Breakage.RESET);
  private static final Set<Breakage> STALLS = EnumSet.of(Breakage.SILENCE, Breakage.TRICKLE);

  private static final String name = "faults " + UUID.randomUUID();

  private static ExecutorService executor;
  private static List<Running> running;

  /**
   * A fault and what is to come of it.
   *
   * @param fault what happens at the server, in every attempt
   * @param timeouts with one retry, but where it would only take long
   * @param attempts how many connections there are to be
   * @param told what the message holds
   */
  private record Case(InjectedFault fault, Timeouts timeouts, int attempts, List<String> told) {
    @Override
    public String toString() {
      return fault.point() + " " + fault.kind();
    }
  }

  /** A case, and its outcome to be. */
  private record Running(Case some, Future<Outcome> outcome) {
    @Override
    public String toString() {
      return some.toString();
    }
  }

  /** What came of it. */
  private record Outcome(
      String message,
      HeardLog log,
      int port,
      int pauses,
      int connections,
      Duration duration,
      boolean connectionsClosed,
      List<String> threads) {}

  private static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    for (FaultPoint point : FaultPoint.values()) {
      BREAKS.forEach(kind -> cases.add(breaks(point, kind)));
      STALLS.forEach(kind -> stalls(point, kind, cases));
      // The driver takes these bytes for lengths, and waits for what is not to come.
      boolean asLength = point == FaultPoint.DATA_ROW || point == FaultPoint.RESULT_BYTES;
      cases.add(asLength ? breaks(point, Breakage.GARBAGE) : noAnswer(point, Breakage.GARBAGE));
      // The first five letters are a message of 1.4 GB, or what is missing of a row.
      cases.add(inTheMiddle(point) ? breaks(point, Breakage.HTTP) : noAnswer(point, Breakage.HTTP));
    }
    cases.add(stays(FaultPoint.TLS_ANSWER, Breakage.NO_TLS, "does not support TLS", "turn on TLS"));
    for (FaultPoint point :
        List.of(
            FaultPoint.AUTHENTICATION_REQUEST, FaultPoint.AUTHENTICATION_OK, FaultPoint.START_UP)) {
      signIn(point, cases);
    }
    statements(cases);
    return cases;
  }

  private static Case breaks(FaultPoint point, Breakage kind) {
    return passes(point, kind, "Cannot get an answer", "the connection broke");
  }

  private static Case noAnswer(FaultPoint point, Breakage kind) {
    return point == FaultPoint.TLS_HANDSHAKE
        ? stays(point, kind, "the TLS handshake failed", "TLS 1.2 or 1.3")
        : stays(point, kind, "the response is not in PostgreSQL's protocol", "no proxy");
  }

  /** Points at which the driver reads any message. */
  private static boolean inTheMiddle(FaultPoint point) {
    return point.compareTo(FaultPoint.SIGNED_IN) >= 0;
  }

  private static void stalls(FaultPoint point, Breakage kind, List<Case> cases) {
    if (kind == Breakage.TRICKLE && point.compareTo(FaultPoint.TLS_ANSWER) <= 0) {
      return;
    }
    cases.add(
        inTheMiddle(point)
            ? new Case(
                fault(point, kind),
                new Timeouts(LONG, SHORT, 1),
                1,
                List.of("did not answer a statement within 1 s", "-Dqs.queryTimeout"))
            : new Case(
                InjectedFault.at(point, kind),
                new Timeouts(SHORT, LONG, 0),
                1,
                List.of("did not answer within 1 s (connectTimeout)", "-Dqs.connectTimeout")));
  }

  private static void signIn(FaultPoint point, List<Case> cases) {
    cases.add(passes(point, fatal("53300", "too many connections"), "Cannot sign in", "53300"));
    cases.add(passes(point, fatal("XX000", "Session Limit Reached"), "close other sessions"));
    cases.add(passes(point, fatal("57P03", "starting up"), "Cannot connect", "57P03"));
    cases.add(passes(point, fatal("58000", "System error"), "Cannot sign in", "58000"));
    cases.add(stays(point, fatal("28P01", "Invalid " + PASSWORD), "'Invalid ***'", "24 hours"));
    cases.add(stays(point, fatal("28000", "Must be clear text"), "28000", "check the user"));
    cases.add(stays(point, fatal("42P12", "No tables found"), "42P12", "such as prod:all"));
    cases.add(stays(point, fatal("3D000", "no such database"), "3D000", "-Dqs.database"));
    cases.add(stays(point, fatal("08P01", "unknown parameter"), "Cannot sign in", "08P01"));
  }

  private static void statements(List<Case> cases) {
    FaultPoint point = FaultPoint.STATEMENT;
    cases.add(passes(point, fatal("57P01", "terminating"), "Cannot connect", "57P01"));
    cases.add(passes(point, fatal("53300", "Session Limit Reached"), "close other sessions"));
    cases.add(stays(point, error("58000", "System error"), "Cannot query", "58000"));
    cases.add(stays(point, fatal("58000", "System error"), "Cannot query", "58000"));
    cases.add(stays(point, error("53400", "Statement timeout"), "Cannot query", "53400"));
    cases.add(stays(point, error("42601", "Syntax error"), "Cannot query", "42601"));
    cases.add(stays(point, error("0A000", "Not supported " + PASSWORD), "'Not supported ***'"));
    // By the extended protocol, and by the simple one.
    cases.add(
        new Case(
            InjectedFault.at(point, error("08P01", "Unsupported message type")),
            new Timeouts(LONG, LONG, 1),
            2,
            List.of("Cannot query", "Unsupported message type")));
  }

  /** In the middle of the RowDescription, if in the middle of anything. */
  private static InjectedFault fault(FaultPoint point, FaultKind kind) {
    return InjectedFault.at(point, kind).after(point == FaultPoint.RESULT_BYTES ? 13 : 0);
  }

  private static ServerError fatal(String sqlState, String message) {
    return ServerError.fatal(sqlState, message);
  }

  private static ServerError error(String sqlState, String message) {
    return ServerError.error(sqlState, message);
  }

  private static Case passes(FaultPoint point, FaultKind kind, String... told) {
    return new Case(fault(point, kind), new Timeouts(LONG, LONG, 1), 2, List.of(told));
  }

  private static Case stays(FaultPoint point, FaultKind kind, String... told) {
    return new Case(fault(point, kind), new Timeouts(LONG, LONG, 1), 1, List.of(told));
  }

  @BeforeAll
  static void startAll() throws SQLException {
    TlsPostgres.shared().createDatabase(name);
    executor = Executors.newFixedThreadPool(8);
    running =
        cases().stream().map(some -> new Running(some, executor.submit(() -> run(some)))).toList();
  }

  @AfterAll
  static void stop() {
    executor.shutdownNow();
  }

  private static Target target(QueryServiceSimulator server, Timeouts timeouts) {
    return server.target(USER, PASSWORD, DATABASE, timeouts);
  }

  private static Outcome run(Case some) throws IOException {
    HeardLog log = new HeardLog();
    List<Long> pauses = new ArrayList<>();
    String message = "";
    try (QueryServiceSimulator server =
        QueryServiceSimulator.over(TlsPostgres.shared())
            .user(USER, PASSWORD)
            .database(DATABASE, name)
            .fault(some.fault())
            .start()) {
      long start = System.nanoTime();
      try (Sessions sessions =
          new Sessions(
              new ConnectionFactory(),
              new Backoff(pauses::add, new Random(1)),
              System::nanoTime,
              () -> {})) {
        sessions.use(
            target(server, some.timeouts()),
            log,
            session ->
                session.query(
                    "SELECT relname FROM pg_catalog.pg_class WHERE relname = ? LIMIT ?",
                    List.of("pg_class", 50),
                    row -> row.getString(1)));
      } catch (CannotCheckException e) {
        message = String.valueOf(e.getMessage());
        assertThat(e).hasNoCause();
      }
      Duration duration = Duration.ofNanos(System.nanoTime() - start);
      return new Outcome(
          message,
          log,
          server.port(),
          pauses.size(),
          server.connections(),
          duration,
          server.awaitNoConnections(Duration.ofSeconds(20)),
          threadsThatStay("qs-deadline-localhost:" + server.port()));
    }
  }

  private static List<String> threadsThatStay(String name) {
    Thread[] threads = new Thread[Thread.activeCount() * 2 + 100];
    int count = Thread.enumerate(threads);
    List<String> stay = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (threads[i].getName().equals(name)) {
        try {
          threads[i].join(20_000);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        if (threads[i].isAlive()) {
          stay.add(name);
        }
      }
    }
    return stay;
  }

  @Test
  void thereAreManyOfThem() {
    assertThat(cases().stream().map(Case::toString).distinct().count()).isGreaterThan(100);
  }

  private static List<Running> running() {
    return running;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("running")
  void isToldInTimeAndLeavesNothing(Running one) throws Exception {
    Case some = one.some();
    Outcome outcome = one.outcome().get();

    assertSoftly(
        softly -> {
          softly
              .assertThat(outcome.message())
              .startsWith("Cannot ")
              .contains("server \"aep\" at localhost:" + outcome.port() + ", database \"prod:all\"")
              .contains(some.told())
              .contains("\nWhat to do: ");
          softly.assertThat(outcome.connections()).as("connections").isEqualTo(some.attempts());
          boolean again = some.attempts() > 1 && !some.toString().contains("08P01");
          softly.assertThat(outcome.pauses()).as("pauses").isEqualTo(again ? 1 : 0);
          softly.assertThat(outcome.log().warnings()).as("warnings").hasSize(again ? 1 : 0);
          softly
              .assertThat(outcome.duration())
              .isLessThan(Duration.ofSeconds((SHORT + 1L) * some.attempts()).plus(SLACK));
          softly.assertThat(outcome.connectionsClosed()).as("connections closed").isTrue();
          softly.assertThat(outcome.threads()).as("threads").isEmpty();
          softly
              .assertThat(outcome.message() + outcome.log().warnings() + outcome.log().details())
              .doesNotContain(PASSWORD, "s3cret");
        });
  }
}
