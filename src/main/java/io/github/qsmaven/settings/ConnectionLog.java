package io.github.qsmaven.settings;

/**
 * Receives what happens on the way to a session. No message contains a secret; each is escaped for
 * a console.
 */
public interface ConnectionLog {
  /**
   * Receives what the user of the build should see, such as a retry, or a token that expires soon.
   *
   * @param sentence a sentence
   */
  void warn(String sentence);

  /**
   * Receives what helps to find the cause of a fault, such as the URL of a session or the driver's
   * own message.
   *
   * @param sentence a sentence
   */
  void debug(String sentence);
}
