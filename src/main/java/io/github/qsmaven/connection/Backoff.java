package io.github.qsmaven.connection;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.settings.TimeLimit;
import io.github.qsmaven.settings.Timeouts;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * The pauses before a retry: they double from half a second to at most eight seconds and are
 * shortened at random by up to a half, so that the jobs of a CI server that failed together do not
 * retry together.
 */
public final class Backoff {
  private static final long FIRST_PAUSE_MS = 500;
  private static final long LONGEST_PAUSE_MS = 8_000;

  private final Pause pause;
  private final RandomGenerator random;

  /** Real pauses. */
  public Backoff() {
    this(TimeUnit.MILLISECONDS::sleep, new Random());
  }

  /**
   * @param pause how to wait
   * @param random shortens the pauses
   */
  public Backoff(Pause pause, RandomGenerator random) {
    this.pause = pause;
    this.random = random;
  }

  /** Waits; replaced in tests. */
  @FunctionalInterface
  public interface Pause {
    /**
     * Waits.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    void sleep(long milliseconds) throws InterruptedException;
  }

  /**
   * The length of a pause, in milliseconds.
   *
   * @param attempts the number of attempts so far, at least one
   */
  public long after(int attempts) {
    long longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(attempts - 1, 10));
    return longest - random.nextLong(longest / 2 + 1);
  }

  /**
   * Logs a retry, and waits before it.
   *
   * @param milliseconds how long to wait
   * @param problem why the last attempt failed
   * @param attempts the number of attempts so far
   * @param timeouts the number of retries that are allowed, and the time of the goal
   * @throws CannotCheckException the problem, if the thread is interrupted, or too little of the
   *     goal's time is left
   */
  public void pause(
      long milliseconds,
      CannotCheckException problem,
      int attempts,
      Timeouts timeouts,
      ConnectionLog log)
      throws CannotCheckException {
    TimeLimit limit = timeouts.limit();
    if (TimeUnit.MILLISECONDS.toNanos(milliseconds) >= limit.left()) {
      throw new CannotCheckException(
          problem.problem()
              + " No time is left to try again: the goal must end within "
              + limit.seconds()
              + " s (qs.timeout).",
          problem.advice());
    }
    log.warn(
        String.format(
            Locale.ROOT,
            "%s Trying again in %.1f s (%d of %d).",
            problem.problem(),
            milliseconds / 1000.0,
            attempts,
            timeouts.retries()));
    try {
      pause.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw problem;
    }
  }
}
