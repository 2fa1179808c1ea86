package io.github.qsmaven.settings;

/**
 * Receives the messages of logins, connections and sessions. No message contains a secret; each is
 * escaped for a console.
 */
public interface ConnectionLog {
  /**
   * Receives a message for the user of the build, such as a retry, or a token that expires soon.
   *
   * @param sentence a sentence
   */
  void warn(String sentence);

  /**
   * Receives a message that helps to find the cause of a fault, such as the URL of a session or the
   * driver's own message.
   *
   * @param sentence a sentence
   */
  void debug(String sentence);

  /**
   * Receives what is done from now on, for the message of a failure that no code expects.
   *
   * @param what such as {@code reading the catalog}
   */
  default void doing(String what) {}
}
