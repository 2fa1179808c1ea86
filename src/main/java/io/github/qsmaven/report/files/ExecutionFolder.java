package io.github.qsmaven.report.files;

import io.github.qsmaven.model.Goal;
import java.nio.file.Path;

/**
 * A folder that one execution of a goal writes its reports into.
 *
 * @param path the folder; it need not exist
 * @param name the name of the subfolder that sets it apart from the folder of an earlier execution;
 *     empty if it is the folder that the execution asked for
 * @param execution the id of the execution, safe as the name of a folder; empty for the first
 *     execution of the goal in its module
 * @param build the other executions of the build; a lock on it keeps them from claiming a folder
 */
public record ExecutionFolder(Path path, String name, String execution, Claims build) {
  /** Knows the folders that the executions of a build write into. */
  @FunctionalInterface
  interface Claims {
    /** Whether an execution of a goal writes into a folder. */
    boolean isClaimed(Path folder, Goal goal);
  }

  /**
   * A folder that no other execution of a build uses.
   *
   * @param path the folder; it need not exist
   */
  public static ExecutionFolder of(Path path) {
    return new ExecutionFolder(path, "", "", (folder, goal) -> false);
  }
}
