package io.github.qsmaven.maven;

import io.github.qsmaven.settings.ConnectionLog;
import org.apache.maven.plugin.logging.Log;

/**
 * Passes on to Maven's log what happens to a session.
 *
 * @param log the log of the goal
 */
record MavenSessionLog(Log log) implements ConnectionLog {
  @Override
  public void warn(String sentence) {
    log.warn(sentence);
  }

  @Override
  public void debug(String sentence) {
    log.debug(sentence);
  }
}
