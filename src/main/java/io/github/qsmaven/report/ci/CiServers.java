package io.github.qsmaven.report.ci;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.report.ReportFormat.Content;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.Wording;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the plugin reports to CI servers besides the reports.
 *
 * @param gitHub whether the build runs on GitHub Actions
 * @param stepSummary the file in which GitHub Actions takes Markdown for the summary of a job; null
 *     if there is none
 * @param azure whether the build runs on Azure Pipelines
 * @param sources where expectations are in the repository
 */
public record CiServers(
    boolean gitHub, @Nullable Path stepSummary, boolean azure, SourceTree sources) {
  /**
   * GitHub and Azure show ten errors and ten warnings of a step (GitHub ten notices as well), and
   * ignore the others (the runner of the one and the agent of the other, {@code ExecutionContext}:
   * {@code _maxIssueCount}).
   */
  private static final int MOST_ISSUES = 10;

  /** GitHub's limit for the summary of a step; it drops a larger summary as a whole. */
  private static final int MOST_SUMMARY_BYTES = 1 << 20;

  /**
   * The commands that report findings, those that fail the build as errors. Azure has no notes.
   *
   * @param view what was found
   * @param report the report, as it is shown
   * @return lines for the standard output of the build, each on its own
   */
  public List<String> commands(ResultView view, Path report) {
    List<String> lines = new ArrayList<>();
    for (LoggingCommands syntax : syntaxes()) {
      addTo(lines, syntax, Severity.ERROR, view.failing(), report);
      addTo(lines, syntax, Severity.WARNING, view.warned(), report);
      if (syntax.hasNotes()) {
        addTo(lines, syntax, Severity.NOTE, view.noted(), report);
      }
    }
    return lines;
  }

  /**
   * The commands that report why nothing could be checked.
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
              ? "\n... and "
                  + (findings.size() - shown)
                  + " more, in "
                  + NameEscaper.CONSOLE.of(report)
              : "";
      lines.add(
          syntax.issue(
              severity,
              finding.code().code(),
              finding.code().title(),
              sources.locate(finding.at()),
              Wording.CONSOLE.sentence(finding) + more));
    }
  }

  /**
   * Adds a report in Markdown to the summary of the job, after what is there already.
   *
   * @param markdown writes the report
   * @return whether it was added or there is no summary; false if the summary would become larger
   *     than GitHub shows
   * @throws IOException if the file cannot be written
   */
  public boolean summarize(Content markdown) throws IOException {
    if (!gitHub || stepSummary == null) {
      return true;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    markdown.write(bytes);
    long before = Files.exists(stepSummary) ? Files.size(stepSummary) : 0;
    if (before + bytes.size() > MOST_SUMMARY_BYTES) {
      return false;
    }
    Files.write(
        stepSummary, bytes.toByteArray(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    return true;
  }
}
