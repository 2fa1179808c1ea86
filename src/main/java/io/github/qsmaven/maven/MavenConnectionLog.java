package io.github.qsmaven.maven;

import io.github.qsmaven.settings.ConnectionLog;
import org.apache.maven.plugin.logging.Log;

/**
 * Writes the messages of logins, connections and sessions to Maven's log.
 *
 * @param log the log of the goal
 */
record MavenConnectionLog(Log log) implements ConnectionLog {
  @Override
  public void warn(String sentence) {
    log.warn(sentence);
  }

  @Override
  public void debug(String sentence) {
    log.debug(sentence);
  }
}
