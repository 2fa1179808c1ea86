package io.github.qsmaven.maven;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.files.Formats;
import io.github.qsmaven.report.files.ReportFiles;
import io.github.qsmaven.report.text.ConsoleFormat;
import io.github.qsmaven.report.text.ConsoleSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * How a goal reports: into which files, on the console, and to which CI server. It exists before
 * the goal does anything, so that a failure can be reported as well.
 *
 * @param goal the goal
 * @param formats the formats of the files
 * @param files the files
 * @param folder shows the files
 * @param ci the CI server that the result is reported to; null if there is none
 * @param log the log of the goal
 */
record Reporting(
    Goal goal,
    Formats formats,
    ReportFiles<CheckReport> files,
    ReportFolder folder,
    @Nullable CiBuild ci,
    Log log) {
  /**
   * Reports a result to the console and the CI server.
   *
   * @param report the result
   * @param written the files that were written
   * @param duration how long the goal took
   * @throws MojoFailureException if findings fail the build
   */
  void result(CheckReport report, List<Path> written, Duration duration)
      throws MojoFailureException {
    ResultView view = new ResultView(report);
    List<Path> shown = written.stream().map(folder::shown).toList();
    ConsoleSummary summary = new ConsoleFormat(new MavenConsole().colors()).summarize(view, shown);
    summary.lines(duration).forEach(log::info);
    summary.warnings().forEach(log::warn);
    if (!goal.failsBuild()) {
      if (view.failed()) {
        log.warn(summary.headline());
      }
      return;
    }
    if (ci != null) {
      ci.result(view, shown.get(0), written, formats.create("markdown"));
    }
    if (view.failed()) {
      log.error(summary.headline());
      throw new MojoFailureException(summary.failureMessage());
    }
  }

  /**
   * Reports to the files and the CI server why nothing could be checked. Throws nothing: a second
   * failure, such as that of the same memory, must not hide the first.
   */
  void failure(CannotCheckException reason) {
    try {
      report(reason);
    } catch (RuntimeException | Error e) {
      try {
        log.warn(
            "The reports do not say so, since they could not be written: "
                + e.getClass().getName());
      } catch (RuntimeException | Error second) {
        // The memory is used up even for this sentence.
      }
    }
  }

  private void report(CannotCheckException reason) {
    List<Path> written = goal.failsBuild() ? files.writeFailure(reason) : List.of();
    if (ci != null) {
      ci.failure(reason, written, goal.failsBuild() ? formats.create("markdown") : null);
    }
  }
}
