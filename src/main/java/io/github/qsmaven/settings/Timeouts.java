package io.github.qsmaven.settings;

/**
 * How long to wait for a server, and how often to retry.
 *
 * @param connectTimeout the longest wait, in seconds, for one attempt to connect: the look-up of
 *     the host's name, TCP, TLS, sign-in and first settings together
 * @param queryTimeout the longest wait, in seconds, for the whole answer to one statement
 * @param retries how often to retry after a transient fault; 0: never
 * @param limit the time of the goal; no wait is longer than what is left of it
 */
public record Timeouts(int connectTimeout, int queryTimeout, int retries, TimeLimit limit) {
  /** Longer than any build; keeps the driver's milliseconds within an {@code int}. */
  private static final int DAY = 86_400;

  /** Rejects numbers that are out of range, with a message for the user. */
  public Timeouts {
    requireSeconds("connectTimeout", 1, connectTimeout);
    requireSeconds("queryTimeout", 1, queryTimeout);
    requireSeconds("timeout", 0, limit.seconds());
    if (retries < 0 || retries > 100) {
      throw new IllegalArgumentException("retries is " + retries + ", not a number from 0 to 100");
    }
  }

  /** Without a time of the goal. */
  public Timeouts(int connectTimeout, int queryTimeout, int retries) {
    this(connectTimeout, queryTimeout, retries, TimeLimit.NONE);
  }

  private static void requireSeconds(String name, int least, int seconds) {
    if (seconds < least || seconds > DAY) {
      throw new IllegalArgumentException(
          name + " is " + seconds + ", not a number of seconds from " + least + " to " + DAY);
    }
  }
}
