package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.testing.HeardLog;
import java.net.ConnectException;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

class SessionsTest {
  private static final String PASSWORD = "s3cret-s3cret";

  private final Deque<SQLException> refusals = new ArrayDeque<>();
  private final List<Connection> opened = new ArrayList<>();
  private final List<Long> pauses = new ArrayList<>();
  private final HeardLog log = new HeardLog();

  private final AtomicLong now = new AtomicLong();

  private final Opener opener =
      new Opener() {
        @Override
        Opened open(Target target, boolean extended, Deadline deadline) throws SQLException {
          SQLException refusal = refusals.poll();
          if (refusal != null) {
            throw refusal;
          }
          Connection connection = mock(Connection.class);
          opened.add(connection);
          return new Opened(connection, "18.6");
        }
      };

  private final Sessions sessions = new Sessions(opener, pauses::add, new Random(1), now::get);

  @AfterEach
  void close() {
    sessions.close();
  }

  private static Target target(String database, int retries) {
    return new Target(
        new Endpoint("aep", "db.example.org", 5432, database, SslMode.VERIFY_FULL, null),
        new Credential("u", new Secret(PASSWORD)),
        new Patience(30, 300, retries));
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
            "The driver says: org.postgresql.util.PSQLException: no, caused by"
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
        .hasMessageContainingAll("Cannot ask server \"aep\"", "permission denied", "42501");
  }

  @Test
  void anInterruptEndsTheWaiting() {
    refusals.add(refused());
    Sessions interrupted =
        new Sessions(
            opener,
            milliseconds -> {
              throw new InterruptedException();
            },
            new Random(1),
            now::get);

    assertThatThrownBy(() -> interrupted.use(target("a", 2), log, session -> "done"))
        .isInstanceOf(CannotCheckException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
