package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.Credential;
import io.github.qsmaven.settings.Endpoint;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.settings.SslMode;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.HeardLog;
import java.lang.ref.WeakReference;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

class SessionsTest {
  private static final String PASSWORD = "s3cret-s3cret";

  private final Deque<SQLException> refusals = new ArrayDeque<>();
  private final List<Connection> opened = new ArrayList<>();
  private final List<Boolean> extended = new ArrayList<>();
  private final List<Long> pauses = new ArrayList<>();
  private final HeardLog log = new HeardLog();

  private final AtomicLong now = new AtomicLong();

  private String serverVersion = "18.6";

  private final ConnectionFactory connectionFactory =
      new ConnectionFactory() {
        @Override
        Opened open(Target target, boolean extendedProtocol, Deadline deadline)
            throws SQLException {
          extended.add(extendedProtocol);
          SQLException refusal = refusals.poll();
          if (refusal != null) {
            throw refusal;
          }
          Connection connection = mock(Connection.class);
          opened.add(connection);
          return new Opened(connection, serverVersion);
        }
      };

  private final Sessions sessions =
      new Sessions(connectionFactory, new Backoff(pauses::add, new Random(1)), now::get, () -> {});

  @AfterEach
  void close() {
    sessions.close();
  }

  private static Target target(String database, int retries) {
    return new Target(
        new Endpoint("aep", "db.example.org", 5432, database, SslMode.VERIFY_FULL, null),
        new Credential("u", new Secret(PASSWORD)),
        new Timeouts(30, 300, retries));
  }

  private static SQLException refused() {
    return new PSQLException(
        "no", PSQLState.CONNECTION_UNABLE_TO_CONNECT, new ConnectException("Connection refused"));
  }

  private static SQLException server(String sqlState, String message) {
    return new PSQLException(
        new ServerErrorMessage("SFATAL\0C" + sqlState + "\0M" + message + "\0"));
  }

  private String use(Target target) throws CannotCheckException {
    return sessions.use(target, log, session -> "done");
  }

  @Test
  void oneSessionServesAllThatWantTheSameTarget() throws Exception {
    use(target("a", 0));
    use(target("a", 0));

    assertThat(opened).hasSize(1);
  }

  /** What is left of the answer is unknown. */
  @Test
  void aSessionInWhichSomethingUnexpectedIsThrownIsNotUsedAgain() throws Exception {
    for (Throwable thrown :
        List.of(new IllegalStateException(), new OutOfMemoryError(), new StackOverflowError())) {
      assertThatThrownBy(
              () ->
                  sessions.use(
                      target("a", 0),
                      log,
                      session -> {
                        if (thrown instanceof Error error) {
                          throw error;
                        }
                        throw (RuntimeException) thrown;
                      }))
          .isSameAs(thrown);
      verify(opened.get(opened.size() - 1)).close();
    }
    use(target("a", 0));

    assertThat(opened).hasSize(4);
  }

  @Test
  void anotherTargetGetsAnotherSession() throws Exception {
    use(target("a", 0));
    use(target("b", 0));

    assertThat(opened).hasSize(2);
  }

  @Test
  void threadsTakeTurnsWithTheOneSession() throws Exception {
    int threads = 8;
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    List<Future<Integer>> futures = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      futures.add(
          executor.submit(
              () -> {
                start.await();
                return sessions.use(
                    target("a", 0),
                    log,
                    session -> {
                      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                      Thread.onSpinWait();
                      return inside.decrementAndGet();
                    });
              }));
    }
    start.countDown();
    for (Future<Integer> future : futures) {
      future.get();
    }
    executor.shutdown();

    assertThat(most).hasValue(1);
    assertThat(opened).hasSize(1);
  }

  @Test
  void closingClosesEverySession() throws Exception {
    use(target("a", 0));
    use(target("b", 0));

    sessions.close();

    for (Connection connection : opened) {
      verify(connection).close();
    }
  }

  @Test
  void aSessionThatDoesNotCloseIsLeftToTheServer() throws Exception {
    use(target("a", 0));
    use(target("b", 0));
    doThrow(new SQLException("broken")).when(opened.get(0)).close();
    doThrow(new SQLException("broken")).when(opened.get(1)).close();

    sessions.close();

    verify(opened.get(0)).close();
    verify(opened.get(1)).close();
  }

  @Test
  void whenTheBuildHasEndedNoSessionIsOpened() {
    sessions.close();

    assertThatThrownBy(() -> use(target("a", 2)))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("The build ended", "server \"aep\" at db.example.org:5432");
    assertThat(opened).isEmpty();
  }

  @Test
  void aFaultThatCanPassIsTriedAgainWithGrowingPauses() throws Exception {
    for (int i = 0; i < 7; i++) {
      refusals.add(refused());
    }

    assertThat(use(target("a", 7))).isEqualTo("done");
    assertThat(pauses).hasSize(7);
    long longest = 500;
    for (long pause : pauses) {
      assertThat(pause).isBetween(longest / 2, longest);
      longest = Math.min(8_000, longest * 2);
    }
  }

  @Test
  void eachFurtherAttemptIsTold() throws Exception {
    refusals.add(refused());

    use(target("a", 2));

    assertThat(log.warnings())
        .singleElement()
        .asString()
        .startsWith("Cannot connect to server \"aep\" at db.example.org:5432, database \"a\": the")
        .contains("Trying again in 0.", "(1 of 2)");
  }

  @Test
  void afterTheLastAttemptItIsToldHowOftenItWasTried() {
    refusals.addAll(List.of(refused(), refused(), refused()));

    assertThatThrownBy(() -> use(target("a", 2)))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("Connection refused", "3 times in a row", "What to do: ");
    assertThat(pauses).hasSize(2);
  }

  @Test
  void noRetriesMeansOneAttempt() {
    refusals.add(refused());

    assertThatThrownBy(() -> use(target("a", 0))).isInstanceOf(CannotCheckException.class);
    assertThat(pauses).isEmpty();
  }

  @Test
  void aWrongPasswordIsNeverTriedAgain() {
    refusals.add(server("28P01", "password authentication failed"));

    assertThatThrownBy(() -> use(target("a", 9)))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("28P01");
    assertThat(pauses).isEmpty();
  }

  @Test
  void aSecretThatTheServerRepeatsIsTakenOut() {
    refusals.add(server("28P01", "no such token: " + PASSWORD));

    assertThatThrownBy(() -> use(target("a", 0)))
        .hasMessageContaining("no such token: ***")
        .hasMessageNotContaining(PASSWORD)
        .hasNoCause();
    assertThat(log.details()).hasSize(2).noneMatch(detail -> detail.contains(PASSWORD));
  }

  @Test
  void theDriversWordsAreThereForWhoeverAsks() {
    refusals.add(refused());

    assertThatThrownBy(() -> use(target("a", 0))).isInstanceOf(CannotCheckException.class);
    assertThat(log.details())
        .containsExactly(
            "Connecting with jdbc:postgresql://db.example.org:5432/a?user=***&password=***"
                + "&sslmode=verify-full",
            "The driver reports: org.postgresql.util.PSQLException: no, caused by"
                + " java.net.ConnectException: Connection refused");
  }

  @Test
  void aBrokenSessionIsReplacedByANewOne() throws Exception {
    AtomicInteger calls = new AtomicInteger();

    String result =
        sessions.use(
            target("a", 1),
            log,
            session -> {
              if (calls.incrementAndGet() == 1) {
                throw server("57P01", "terminating connection");
              }
              return "done";
            });

    assertThat(result).isEqualTo("done");
    assertThat(opened).hasSize(2);
    verify(opened.get(0)).close();
    verify(opened.get(1), never()).close();
  }

  @Test
  void aSessionThatEndedWhileIdleIsReplacedWithoutCountingAsAnAttempt() throws Exception {
    use(target("a", 0));
    AtomicInteger calls = new AtomicInteger();

    sessions.use(
        target("a", 0),
        log,
        session -> {
          if (calls.incrementAndGet() == 1) {
            throw server("57P01", "terminating connection");
          }
          return "done";
        });

    assertThat(calls).hasValue(2);
    assertThat(pauses).isEmpty();
  }

  @Test
  void aSessionThatStoodIdleIsAskedWhetherItIsAliveBeforeItIsUsed() throws Exception {
    use(target("a", 0));
    when(opened.get(0).createStatement()).thenReturn(mock(Statement.class));
    now.addAndGet(Duration.ofSeconds(60).toNanos());
    use(target("a", 0));
    assertThat(opened).hasSize(1);

    when(opened.get(0).createStatement()).thenThrow(new SQLException("broken"));
    when(opened.get(0).isClosed()).thenReturn(true);
    now.addAndGet(Duration.ofSeconds(60).toNanos());
    use(target("a", 0));

    assertThat(opened).hasSize(2);
    verify(opened.get(0)).close();
  }

  @Test
  void howLongToWaitMakesNoOtherSession() throws Exception {
    use(target("a", 0));
    use(target("a", 5));

    assertThat(opened).hasSize(1);
  }

  @Test
  void aStatementThatGetsNoAnswerIsNotSentAgain() {
    SQLException silent =
        new PSQLException(
            "no", PSQLState.CONNECTION_FAILURE, new SocketTimeoutException("Read timed out"));

    assertThatThrownBy(
            () ->
                sessions.use(
                    target("a", 2),
                    log,
                    session -> {
                      throw silent;
                    }))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll("300 s", "queryTimeout");
    assertThat(pauses).isEmpty();
  }

  @Test
  void aRefusedStatementClosesTheSession() {
    assertThatThrownBy(
            () ->
                sessions.use(
                    target("a", 2),
                    log,
                    session -> {
                      throw server("42501", "permission denied for table pg_class");
                    }))
        .hasMessageContainingAll("Cannot query server \"aep\"", "permission denied", "42501");
  }

  @Test
  void anInterruptEndsTheWaiting() {
    refusals.add(refused());
    Sessions interrupted =
        new Sessions(
            connectionFactory,
            new Backoff(
                milliseconds -> {
                  throw new InterruptedException();
                },
                new Random(1)),
            now::get,
            () -> {});

    assertThatThrownBy(() -> interrupted.use(target("a", 2), log, session -> "done"))
        .isInstanceOf(CannotCheckException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void sessionsOfOneUserAtOneServerTakeTurnsWhateverTheirDatabase() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicInteger inside = new AtomicInteger();
    ExecutorService executor = Executors.newFixedThreadPool(2);
    Future<Integer> busy =
        executor.submit(
            () ->
                sessions.use(
                    target("a", 0),
                    log,
                    session -> {
                      inside.incrementAndGet();
                      first.countDown();
                      await(release);
                      return inside.getAndDecrement();
                    }));
    await(first);
    Future<Integer> waiting =
        executor.submit(() -> sessions.use(target("b", 0), log, session -> inside.get()));
    release.countDown();

    assertThat(busy.get()).isEqualTo(1);
    assertThat(waiting.get()).isZero();
    executor.shutdown();
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whenNoSessionIsLeftThoseThatStandIdleAreClosedFirst() throws Exception {
    use(target("a", 0));
    use(target("b", 0));
    refusals.add(server("53300", "Session Limit Reached"));

    assertThat(use(target("c", 0))).isEqualTo("done");

    verify(opened.get(0)).close();
    verify(opened.get(1)).close();
    assertThat(pauses).isEmpty();
    assertThat(log.warnings()).isEmpty();
  }

  @Test
  void whenNoSessionIsLeftAndNoneStandsIdleItIsTold() {
    refusals.add(server("58000", "Session Limit Reached"));

    assertThatThrownBy(() -> use(target("a", 0)))
        .hasMessageContainingAll("Session Limit Reached", "close other sessions");
  }

  private String askBy(Sessions.Work<String> work) throws CannotCheckException {
    return sessions.use(target("a", 0), log, work);
  }

  @Test
  void aServerThatRefusesTheExtendedProtocolIsAskedByTheSimpleOneFromThenOn() throws Exception {
    Sessions.Work<String> work =
        session -> {
          if (session.usesExtendedProtocol()) {
            throw server("08P01", "Unsupported message type");
          }
          return "done";
        };

    assertThat(askBy(work)).isEqualTo("done");
    assertThat(use(target("b", 0))).isEqualTo("done");

    assertThat(extended).containsExactly(true, false, false);
    assertThat(pauses).isEmpty();
    assertThat(log.warnings()).isEmpty();
  }

  @Test
  void aRefusalOfTheSimpleProtocolIsTold() {
    assertThatThrownBy(
            () ->
                askBy(
                    session -> {
                      throw server("08P01", "Unsupported message type");
                    }))
        .hasMessageContainingAll("Cannot query", "Unsupported message type", "08P01");
    assertThat(extended).containsExactly(true, false);
  }

  @Test
  void aProtocolViolationAtSignInIsNoRefusalOfTheExtendedProtocol() {
    refusals.add(server("08P01", "no such thing"));

    assertThatThrownBy(() -> use(target("a", 0))).hasMessageContaining("08P01");
    assertThat(extended).containsExactly(true);
  }

  @Test
  void anInternalFailureAtSignInIsTriedAgain() throws Exception {
    refusals.add(server("58000", "System error"));

    assertThat(use(target("a", 1))).isEqualTo("done");
    assertThat(pauses).hasSize(1);
  }

  @Test
  void anInternalFailureOfAStatementIsNotTriedAgain() {
    assertThatThrownBy(
            () ->
                sessions.use(
                    target("a", 2),
                    log,
                    session -> {
                      throw server("58000", "Function [varchar] not defined");
                    }))
        .hasMessageContainingAll("Cannot query", "58000");
    assertThat(pauses).isEmpty();
  }

  @Test
  void onlyAPostgresIsMadeToReadOnly() throws Exception {
    use(target("a", 0));
    verify(opened.get(0)).setReadOnly(true);
    verify(opened.get(0)).setAutoCommit(false);

    serverVersion = "0.1.0";
    use(target("b", 0));
    verify(opened.get(1), never()).setReadOnly(true);
    verify(opened.get(1), never()).setAutoCommit(false);
  }

  @ParameterizedTest
  @CsvSource({
    "18.6, true",
    "14.4 (Debian 14.4-1), true",
    "9.6.24, true",
    "19beta1, true",
    "99999999999999999999, true",
    "0.1.0, false",
    "8.4.22, false",
    "unknown, false"
  })
  void aPostgresIsKnownByItsVersion(String version, boolean isPostgres) throws Exception {
    serverVersion = version;

    assertThat(sessions.<Boolean>use(target("a", 0), log, Session::isPostgres))
        .isEqualTo(isPostgres);
  }

  @Test
  void aSessionThatRecoversKeepsTheConnectionThatAnswers() throws Exception {
    askBy(
        session -> {
          when(opened.get(0).createStatement()).thenReturn(mock(Statement.class));
          session.recover();
          return "done";
        });

    assertThat(opened).hasSize(1);
  }

  @Test
  void aSessionThatRecoversReplacesTheConnectionThatDoesNotAnswer() throws Exception {
    askBy(
        session -> {
          when(opened.get(0).createStatement()).thenThrow(new SQLException("closed"));
          when(opened.get(0).isClosed()).thenReturn(true);
          session.recover();
          return "done";
        });

    assertThat(opened).hasSize(2);
    verify(opened.get(0)).close();
    verify(opened.get(1), never()).close();
  }

  @Test
  void aSessionThatCannotRecoverIsTriedAgainAsAnyThatCannotBeOpened() throws Exception {
    AtomicInteger calls = new AtomicInteger();

    sessions.use(
        target("a", 1),
        log,
        session -> {
          if (calls.incrementAndGet() == 1) {
            when(opened.get(0).createStatement()).thenThrow(new SQLException("closed"));
            when(opened.get(0).isClosed()).thenReturn(true);
            refusals.add(refused());
            session.recover();
          }
          return "done";
        });

    assertThat(calls).hasValue(2);
    assertThat(log.warnings()).singleElement().asString().contains("refused");
  }

  @Test
  void theEndOfTheBuildDoesNotWaitForASessionAtWork() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    ExecutorService executor = Executors.newFixedThreadPool(1);
    Future<String> work =
        executor.submit(
            () ->
                sessions.use(
                    target("a", 2),
                    log,
                    session -> {
                      working.countDown();
                      await(ended);
                      throw new PSQLException(
                          "no", PSQLState.CONNECTION_FAILURE, new SocketException("Socket closed"));
                    }));
    await(working);

    sessions.close();
    ended.countDown();

    assertThatThrownBy(work::get).hasMessageContaining("The build ended before");
    executor.shutdown();
    assertThat(opened).hasSize(1);
    verify(opened.get(0)).close();
    assertThat(pauses).isEmpty();
  }

  private WeakReference<Sessions> usedAndClosed() throws CannotCheckException {
    Sessions own =
        new Sessions(
            connectionFactory, new Backoff(pauses::add, new Random(1)), now::get, () -> {});
    own.use(target("a", 0), log, session -> "done");
    own.close();
    return new WeakReference<>(own);
  }

  @Test
  void theJvmForgetsTheSessionsOfABuildThatHasEnded() throws Exception {
    WeakReference<Sessions> closed = usedAndClosed();

    for (int i = 0; i < 100 && closed.get() != null; i++) {
      System.gc();
    }
    assertThat(closed.get()).isNull();
  }
}
