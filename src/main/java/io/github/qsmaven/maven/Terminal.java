package io.github.qsmaven.maven;

/** A terminal in which a line can be written over. */
interface Terminal {
  /**
   * Writes, and returns without a new line. Where nobody looks on, nothing is written.
   *
   * @param text ASCII, with {@code \r} to go back to the start of the line
   */
  void write(String text);

  /** A clock, as {@link System#nanoTime}. */
  long nanoTime();
}
