package io.github.qsmaven.maven;

/** A terminal in which a line can be overwritten. */
interface Terminal {
  /**
   * Writes a text without a line break. Writes nothing if there is no terminal.
   *
   * @param text ASCII, with {@code \r} to return to the start of the line
   */
  void write(String text);

  /** The time of a clock such as {@link System#nanoTime}. */
  long nanoTime();
}
