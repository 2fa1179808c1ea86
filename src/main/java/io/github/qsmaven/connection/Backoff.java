package io.github.qsmaven.connection;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * The pauses before a fault that can pass is tried again: they double from half a second to at most
 * eight seconds and are shortened at random by up to a half, so that the jobs of a CI server that
 * failed together do not come back together.
 */
public final class Backoff {
  private static final long FIRST_PAUSE_MS = 500;
  private static final long LONGEST_PAUSE_MS = 8_000;

  private final Pause pause;
  private final RandomGenerator random;

  /** Pauses that take their time. */
  public Backoff() {
    this(TimeUnit.MILLISECONDS::sleep, new Random());
  }

  /**
   * @param pause how to wait
   * @param random by how much a pause is shortened
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
     * @param milliseconds how long
     * @throws InterruptedException if the thread is interrupted
     */
    void sleep(long milliseconds) throws InterruptedException;
  }

  /**
   * How long to wait.
   *
   * @param attempts how often it was tried so far, at least once
   * @return the pause, in milliseconds
   */
  public long after(int attempts) {
    long longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS << Math.min(attempts - 1, 10));
    return longest - random.nextLong(longest / 2 + 1);
  }

  /**
   * Waits.
   *
   * @param milliseconds how long
   * @throws InterruptedException if the thread is interrupted
   */
  public void sleep(long milliseconds) throws InterruptedException {
    pause.sleep(milliseconds);
  }
}
