package io.github.qsmaven.connection;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.PrintedName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one build: at the most one for each endpoint and credential, opened when it is
 * first needed, kept for the next execution of the build that asks for the same, and closed with
 * this object. Safe for use by many threads; those that want the same target take turns, since
 * Query Service grants an organization but few sessions.
 *
 * <p>A fault that can pass is tried again, with a new session, after a pause that doubles from half
 * a second to at most eight seconds and is shortened at random by up to a half, so that the jobs of
 * a CI server that failed together do not come back together.
 */
public final class Sessions implements AutoCloseable {
  private static final long FIRST_PAUSE_MS = 500;
  private static final long LONGEST_PAUSE_MS = 8_000;
  private static final int MOST_CAUSES = 10;
  private static final Duration IDLE = Duration.ofSeconds(10);

  private final Map<Key, Turn> turns = new ConcurrentHashMap<>();
  private final Opener opener;
  private final Pause pause;
  private final RandomGenerator random;
  private final LongSupplier nanoTime;

  /** Sessions with the driver. */
  public Sessions() {
    this(new Opener(), TimeUnit.MILLISECONDS::sleep, new Random(), System::nanoTime);
  }

  Sessions(Opener opener, Pause pause, RandomGenerator random, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.opener = opener;
    this.pause = pause;
    this.random = random;
  }

  /** Whose session it is; how long to wait for it makes no difference. */
  private record Key(Endpoint endpoint, Credential credential) {
    /** By hand, since a build has but a few, and linking the generated one takes 15 ms. */
    @Override
    public int hashCode() {
      return 31 * endpoint.database().hashCode() + credential.user().hashCode();
    }
  }

  /** Waits; replaced in tests. */
  @FunctionalInterface
  interface Pause {
    void sleep(long milliseconds) throws InterruptedException;
  }

  /**
   * What is done with a session. May be called again with another session when a fault that can
   * pass came in between, so it must not have left anything behind.
   *
   * @param <T> its result
   */
  @FunctionalInterface
  public interface Work<T> {
    /**
     * Does the work.
     *
     * @throws SQLException if the server refuses a statement or the connection breaks
     * @throws CannotCheckException if what came back cannot be used
     */
    T with(Session session) throws SQLException, CannotCheckException;
  }

  /**
   * Does some work with the session of a target.
   *
   * @param <T> the work's result
   * @param target where to connect
   * @param log hears of it
   * @param work what to do
   * @return its result
   * @throws CannotCheckException if the session cannot be opened or the work cannot be done
   */
  public <T> T use(Target target, SessionLog log, Work<T> work) throws CannotCheckException {
    Turn turn =
        turns.computeIfAbsent(new Key(target.endpoint(), target.credential()), key -> new Turn());
    synchronized (turn) {
      return attempt(target, turn, log, work);
    }
  }

  private <T> T attempt(Target target, Turn turn, SessionLog log, Work<T> work)
      throws CannotCheckException {
    int attempts = 0;
    while (true) {
      turn.dropIfDead(target, nanoTime.getAsLong());
      boolean kept = turn.session != null;
      try {
        if (turn.session == null) {
          log.debug("Connecting with " + new JdbcUrl(target.endpoint(), target.credential()));
          turn.session = opener.open(target);
        }
        turn.session.queryTimeout(target.patience().queryTimeout());
        T result = work.with(turn.session);
        turn.lastUsed = nanoTime.getAsLong();
        return result;
      } catch (SQLException e) {
        Fault fault = turn.session == null ? Fault.of(e) : Fault.of(e).atWork();
        turn.close();
        log.debug(words(target, e));
        if (kept && fault.kind().passing()) {
          // It stood idle since an earlier execution, and the server may have ended it meanwhile.
          continue;
        }
        attempts++;
        if (!fault.kind().passing() || attempts > target.patience().retries()) {
          throw new FaultMessage(target, fault, attempts).toException();
        }
        sleep(target, fault, attempts, log);
      }
    }
  }

  private void sleep(Target target, Fault fault, int attempts, SessionLog log)
      throws CannotCheckException {
    long longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(attempts - 1, 10));
    long milliseconds = longest - random.nextLong(longest / 2 + 1);
    CannotCheckException problem = new FaultMessage(target, fault, 1).toException();
    log.warn(
        String.format(
            Locale.ROOT,
            "%s Trying again in %.1f s (%d of %d).",
            problem.problem(),
            milliseconds / 1000.0,
            attempts,
            target.patience().retries()));
    try {
      pause.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw problem;
    }
  }

  /** The driver's words and those of its causes; its stack trace would tell nothing more. */
  private static String words(Target target, SQLException exception) {
    StringBuilder words = new StringBuilder("The driver says");
    Throwable link = exception;
    for (int depth = 0; link != null && depth < MOST_CAUSES; depth++) {
      words.append(depth == 0 ? ": " : ", caused by ").append(link);
      link = link.getCause();
    }
    return PrintedName.CONSOLE.of(target.credential().password().redact(words.toString()));
  }

  /** Closes every session. A session that does not close is the server's to end. */
  @Override
  public void close() {
    for (Turn turn : turns.values()) {
      synchronized (turn) {
        turn.close();
      }
    }
    turns.clear();
  }

  /** Whose turn it is, and the session they hand on. */
  private static final class Turn {
    private @Nullable Session session;
    private long lastUsed;

    /**
     * A firewall may have forgotten a connection that stood idle, and would swallow the question.
     */
    private void dropIfDead(Target target, long now) {
      if (session != null
          && now - lastUsed > IDLE.toNanos()
          && !session.isAlive(target.patience().connectTimeout())) {
        close();
      }
    }

    private void close() {
      if (session != null) {
        try {
          session.close();
        } catch (SQLException e) {
          // Broken already; the socket is gone either way.
        }
        session = null;
      }
    }
  }
}
