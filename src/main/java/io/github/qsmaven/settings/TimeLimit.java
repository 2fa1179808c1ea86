package io.github.qsmaven.settings;

import io.github.qsmaven.model.CannotCheckException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The time that a goal has for all its work: for connections, statements, retries and their pauses,
 * and for waiting for others. Each wait ends at the latest with it.
 */
public final class TimeLimit {
  /** No limit. */
  public static final TimeLimit NONE = new TimeLimit(0, System::nanoTime);

  private final int seconds;
  private final LongSupplier nanoTime;
  private final long start;

  /**
   * Starts the time.
   *
   * @param seconds how long; 0: no limit
   * @param nanoTime the clock, in nanoseconds, such as {@link System#nanoTime}
   */
  public TimeLimit(int seconds, LongSupplier nanoTime) {
    this.seconds = seconds;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
  }

  /** How long, in seconds; 0: no limit. */
  public int seconds() {
    return seconds;
  }

  /** The time that is left, in nanoseconds; 0 if it is over. */
  public long left() {
    return seconds == 0
        ? Long.MAX_VALUE
        : Math.max(0, TimeUnit.SECONDS.toNanos(seconds) - (nanoTime.getAsLong() - start));
  }

  /** The time of a wait: its own, or what is left if that is less; in nanoseconds. */
  public long limit(int ownSeconds) {
    return Math.min(TimeUnit.SECONDS.toNanos(ownSeconds), left());
  }

  /** Whether the time is over. */
  public boolean isOver() {
    return left() == 0;
  }

  /**
   * Ends the goal if its time is over.
   *
   * @param next what would be done next, after "Cannot"
   * @throws CannotCheckException if the time is over
   */
  public void require(String next) throws CannotCheckException {
    if (isOver()) {
      throw new CannotCheckException("Cannot " + next + ": " + description() + ".", advice());
    }
  }

  /** What happened, when the time is over, as a clause. */
  public String description() {
    return "the goal did not end within " + seconds + " s (qs.timeout)";
  }

  /** What to do, when the time is over. */
  public String advice() {
    return "limit what is read with -Dqs.schemas or -Dqs.includes, or set a longer time with"
        + " -Dqs.timeout (0: no limit).";
  }
}
