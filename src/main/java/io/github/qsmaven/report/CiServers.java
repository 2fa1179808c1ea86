package io.github.qsmaven.report;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.SourceTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the CI servers that run a build are told besides the reports.
 *
 * @param gitHub whether it runs on GitHub Actions
 * @param stepSummary the file in which GitHub Actions takes Markdown for the summary of a job; null
 *     if there is none
 * @param azure whether it runs on Azure Pipelines
 * @param sources where demands are in the repository
 */
public record CiServers(
    boolean gitHub, @Nullable Path stepSummary, boolean azure, SourceTree sources) {
  /**
   * GitHub and Azure show ten errors and ten warnings of a step, and pass over the others (the
   * runner of the one and the agent of the other, {@code ExecutionContext}: {@code
   * _maxIssueCount}).
   */
  private static final int MOST_ISSUES = 10;

  /** GitHub's limit for the summary of a step; it drops all of one that is larger. */
  private static final int MOST_SUMMARY_BYTES = 1 << 20;

  /**
   * The commands that tell of a report's findings, those that fail the build as errors.
   *
   * @param report what was found
   * @param files the reports, as they are to be shown, at least one
   * @return lines for the standard output of the build, each on its own
   */
  public List<String> commands(CheckReport report, List<Path> files) {
    List<String> lines = new ArrayList<>();
    for (LoggingCommands syntax : syntaxes()) {
      addTo(lines, syntax, Severity.ERROR, report.result().failing(), files.get(0));
      addTo(lines, syntax, Severity.WARNING, report.result().tolerated(), files.get(0));
    }
    return lines;
  }

  /**
   * The commands that tell why nothing could be checked.
   *
   * @param reason why
   * @return lines for the standard output of the build, each on its own
   */
  public List<String> commands(CannotCheckException reason) {
    return syntaxes().stream()
        .map(
            syntax ->
                syntax.issue(
                    Severity.ERROR,
                    "",
                    "The schema could not be checked",
                    sources.pom() == null ? null : sources.locate(sources.pom()),
                    reason.problem() + "\nWhat to do: " + reason.advice()))
        .toList();
  }

  /**
   * The command by which Azure Pipelines shows a report in Markdown.
   *
   * @param files the files that were written
   * @return a line for each report in Markdown; none elsewhere
   */
  public List<String> uploads(List<Path> files) {
    return files.stream()
        .filter(file -> azure && file.toString().endsWith(".md"))
        .map(file -> LoggingCommands.uploadSummary(file.toAbsolutePath()))
        .toList();
  }

  private List<LoggingCommands> syntaxes() {
    List<LoggingCommands> syntaxes = new ArrayList<>();
    if (gitHub) {
      syntaxes.add(LoggingCommands.GITHUB_ACTIONS);
    }
    if (azure) {
      syntaxes.add(LoggingCommands.AZURE_PIPELINES);
    }
    return syntaxes;
  }

  private void addTo(
      List<String> lines,
      LoggingCommands syntax,
      Severity severity,
      List<Finding> findings,
      Path report) {
    int shown = Math.min(findings.size(), MOST_ISSUES);
    for (int i = 0; i < shown; i++) {
      Finding finding = findings.get(i);
      String more =
          i == MOST_ISSUES - 1 && findings.size() > shown
              ? "\n... and " + (findings.size() - shown) + " more, in " + report
              : "";
      lines.add(
          syntax.issue(
              severity,
              finding.code().code(),
              finding.code().title(),
              sources.locate(finding.at()),
              new FindingText(finding).sentence() + more));
    }
  }

  /**
   * Adds a report in Markdown to the summary of the job, if there is one, after what others wrote
   * there.
   *
   * @param <T> what is reported
   * @param writers write the reports of the goal
   * @param report what to write
   * @return whether it was added; not if the summary would become larger than GitHub shows
   * @throws IOException if the file cannot be written
   */
  public <T> boolean summarize(Writers<T> writers, T report) throws IOException {
    return summarize(writers.writer(ReportFormat.MARKDOWN), report);
  }

  /**
   * Adds why nothing could be checked, likewise.
   *
   * @param writers write the reports of the goal
   * @param reason why
   * @return as above
   * @throws IOException as above
   */
  public boolean summarize(Writers<?> writers, CannotCheckException reason) throws IOException {
    ReportWriter<CannotCheckException> writer = writers.failure(ReportFormat.MARKDOWN);
    return writer == null || summarize(writer, reason);
  }

  private <T> boolean summarize(ReportWriter<T> writer, T report) throws IOException {
    if (!gitHub || stepSummary == null) {
      return true;
    }
    ByteArrayOutputStream markdown = new ByteArrayOutputStream();
    writer.write(report, markdown);
    long before = Files.exists(stepSummary) ? Files.size(stepSummary) : 0;
    if (before + markdown.size() > MOST_SUMMARY_BYTES) {
      return false;
    }
    Files.write(
        stepSummary, markdown.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return true;
  }
}
