package io.github.qsmaven.maven;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.report.ReportFormat;
import io.github.qsmaven.report.ReportFormat.Content;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.ci.CiServers;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;

/**
 * A build on a CI server that reads more than files. Problems of reporting to the server are
 * warnings, and never fail the build.
 *
 * @param servers the server
 * @param out the standard output of the build
 * @param log the log of the goal
 */
record CiBuild(CiServers servers, OutputStream out, Log log) {
  /**
   * Reports findings.
   *
   * @param view what was found
   * @param report the report, as it is shown
   * @param files the files that were written
   * @param markdown the format of the summary of the job
   */
  void result(ResultView view, Path report, List<Path> files, ReportFormat markdown) {
    print(servers.commands(view, report));
    print(servers.uploads(files));
    summarize(out -> markdown.write(view, out));
  }

  /**
   * Reports why nothing could be checked.
   *
   * @param reason why
   * @param files the files that say so
   * @param markdown the format of the summary of the job; null if the goal has none
   */
  void failure(CannotCheckException reason, List<Path> files, @Nullable ReportFormat markdown) {
    print(servers.commands(reason));
    print(servers.uploads(files));
    Content summary = markdown == null ? null : markdown.failure(reason);
    if (summary != null) {
      summarize(summary);
    }
  }

  private void summarize(Content content) {
    try {
      if (!servers.summarize(content)) {
        log.warn("The summary of the job is full; this report was not added to it.");
      }
    } catch (IOException e) {
      log.warn(
          "Cannot add the report to the summary of the job: "
              + NameEscaper.CONSOLE.of(String.valueOf(e.getMessage())));
    }
  }

  /** Writes all lines at once, so that no other thread writes between them. */
  private void print(List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    try {
      out.write(text.toString().getBytes(UTF_8));
      out.flush();
    } catch (IOException e) {
      log.warn(
          "Cannot write commands for the CI server: "
              + NameEscaper.CONSOLE.of(String.valueOf(e.getMessage())));
    }
  }
}
