package io.github.qsmaven.settings;

/**
 * How long to wait for a server, and how often to retry.
 *
 * @param connectTimeout the longest wait, in seconds, for one attempt to connect: TCP, TLS, sign-in
 *     and first settings together, but not the look-up of the host's name
 * @param queryTimeout the longest wait, in seconds, for the whole answer to one statement
 * @param retries how often to retry after a transient fault; 0: never
 */
public record Timeouts(int connectTimeout, int queryTimeout, int retries) {
  /** Longer than any build; keeps the driver's milliseconds within an {@code int}. */
  private static final int DAY = 86_400;

  /** Rejects numbers that are out of range, with a message for the user. */
  public Timeouts {
    requireSeconds("connectTimeout", connectTimeout);
    requireSeconds("queryTimeout", queryTimeout);
    if (retries < 0 || retries > 100) {
      throw new IllegalArgumentException("retries is " + retries + ", not a number from 0 to 100");
    }
  }

  private static void requireSeconds(String name, int seconds) {
    if (seconds < 1 || seconds > DAY) {
      throw new IllegalArgumentException(
          name + " is " + seconds + ", not a number of seconds from 1 to " + DAY);
    }
  }
}
