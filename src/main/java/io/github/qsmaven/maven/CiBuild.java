package io.github.qsmaven.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.CiServers;
import io.github.qsmaven.report.Writers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * A build that a CI server runs which takes more than files. What goes wrong with telling it is a
 * warning, and never fails the build.
 *
 * @param servers the server
 * @param folder the folder of the reports
 * @param out the standard output of the build
 * @param log the log of the goal
 */
record CiBuild(CiServers servers, ReportFolder folder, OutputStream out, Log log) {
  /** The one that runs the build of a goal. */
  CiBuild(AbstractReportMojo goal) {
    this(servers(goal), goal.reportFolder(), goal.standardOutput(), goal.getLog());
  }

  private static CiServers servers(AbstractReportMojo goal) {
    String summary = goal.environment("GITHUB_STEP_SUMMARY");
    return new CiServers(
        goal.says("GITHUB_ACTIONS"),
        summary == null || summary.isBlank() ? null : goal.currentFolder().resolve(summary),
        goal.says("TF_BUILD"),
        goal.sources());
  }

  /**
   * Tells of findings.
   *
   * @param writers write the reports of the goal
   * @param report what was found
   * @param files the files that were written
   */
  void tell(Writers<CheckReport> writers, CheckReport report, List<Path> files) {
    print(servers.commands(report, files.stream().map(folder::shown).toList()));
    print(servers.uploads(files));
    add(() -> servers.summarize(writers, report));
  }

  /**
   * Tells why nothing could be checked.
   *
   * @param writers write the reports of the goal; null if it is not known yet which
   * @param reason why
   * @param files the files that say so
   */
  void tell(@Nullable Writers<?> writers, CannotCheckException reason, List<Path> files) {
    print(servers.commands(reason));
    print(servers.uploads(files));
    if (writers != null) {
      add(() -> servers.summarize(writers, reason));
    }
  }

  /** Something for the summary of a job. */
  @FunctionalInterface
  private interface Addition {
    /** Adds it, and returns whether there was room. */
    boolean add() throws IOException;
  }

  private void add(Addition addition) {
    try {
      if (!addition.add()) {
        log.warn("The summary of the job is full: this report is not in it.");
      }
    } catch (IOException e) {
      log.warn(
          "Cannot add the report to the summary of the job: "
              + NameEscaper.CONSOLE.of(String.valueOf(e.getMessage())));
    }
  }

  /** In one go, so that nothing of another thread comes between. */
  private void print(List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    try {
      out.write(text.toString().getBytes(UTF_8));
      out.flush();
    } catch (IOException e) {
      log.warn(
          "Cannot tell the CI server: " + NameEscaper.CONSOLE.of(String.valueOf(e.getMessage())));
    }
  }
}
