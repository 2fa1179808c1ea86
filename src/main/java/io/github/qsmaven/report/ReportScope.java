package io.github.qsmaven.report;

import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SourceTree;

/**
 * What a format knows before there is a result.
 *
 * @param goal the goal that reports
 * @param execution sets apart what belongs to a later execution of the goal in its module: letters
 *     and digits of ASCII and {@code -_.%}; empty for the first
 * @param sources where expectations are in the repository
 * @param jsonFile the name of the file that holds everything, for formats that leave something out
 * @param run the run of the build
 */
public record ReportScope(
    Goal goal, String execution, SourceTree sources, String jsonFile, BuildRun run) {
  /** What is known without a build. */
  public static ReportScope of(Goal goal) {
    return new ReportScope(goal, "", SourceTree.NONE, "", BuildRun.NONE);
  }

  /** The goal and its execution, for servers that tell reports apart: {@code check:nightly}. */
  public String id() {
    return execution.isEmpty() ? goal.word() : goal.word() + ":" + execution;
  }
}
