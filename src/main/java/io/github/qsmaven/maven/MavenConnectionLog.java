package io.github.qsmaven.maven;

import io.github.qsmaven.settings.ConnectionLog;
import org.apache.maven.plugin.logging.Log;

/**
 * Writes the messages of logins, connections and sessions to Maven's log.
 *
 * @param log the log of the goal
 * @param activity receives what the goal does
 */
record MavenConnectionLog(Log log, GoalActivity activity) implements ConnectionLog {
  @Override
  public void warn(String sentence) {
    log.warn(sentence);
  }

  @Override
  public void debug(String sentence) {
    log.debug(sentence);
  }

  @Override
  public void doing(String what) {
    activity.doing(what);
  }
}
