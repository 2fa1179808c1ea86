package io.github.qsmaven.settings;

/** Hears what happens to a session. What it is told holds no secret and is fit for a console. */
public interface ConnectionLog {
  /**
   * Hears what the user of the build should see: an attempt that is made again, a token that soon
   * expires.
   *
   * @param sentence a sentence
   */
  void warn(String sentence);

  /**
   * Hears what helps to find the cause of a fault: where a session is opened, the driver's own
   * words.
   *
   * @param sentence a sentence
   */
  void debug(String sentence);
}
