package io.github.qsmaven.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.Unchecked;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What {@code check} says on the console, line by line. Names are escaped for a console, so that
 * none of them can start a line of its own or a command of a CI server.
 *
 * @param report what was found
 * @param files the files that were written, as they are to be shown, at least one; the report first
 * @param colors the colours of the lines; what Maven prints of an exception has none
 */
public record CheckSummary(CheckReport report, List<Path> files, Colors colors) {
  private static final int MOST_FINDINGS = 10;
  private static final int MOST_WARNINGS = 10;

  /** Copies. */
  public CheckSummary {
    files = List.copyOf(files);
  }

  private CheckResult result() {
    return report.result();
  }

  /**
   * The lines of any run: how much was checked, where, in what time, what was not, and the reports.
   *
   * @param duration how long it took
   * @return the lines
   */
  public List<String> lines(Duration duration) {
    List<String> lines = new ArrayList<>();
    lines.add(done() + " in " + origin().readIn(duration) + ": " + verdict());
    lines.addAll(origin().askedBefore());
    List<String> reasons = notChecked(result().coverage());
    lines.addAll(reasons.subList(0, Math.min(reasons.size(), MOST_WARNINGS)));
    if (reasons.size() > MOST_WARNINGS) {
      lines.add(
          "... and "
              + counted(reasons.size() - MOST_WARNINGS, "more reason")
              + ", in "
              + files.get(0));
    }
    int accepted = result().accepted().size();
    if (accepted > 0) {
      lines.add(counted(accepted, "finding") + " accepted, see " + files.get(0) + ".");
    }
    lines.add(
        (files.size() == 1 ? "Report: " : "Reports: ")
            + files.stream().map(Path::toString).collect(joining(", ")));
    return lines;
  }

  private String done() {
    Coverage coverage = result().coverage();
    if (coverage.tables() == 0) {
      int listed = report.catalog().tables().size();
      return "Read " + of(report.structure().relations().size(), listed, "table");
    }
    return "Checked "
        + of(coverage.tablesChecked(), coverage.tables(), "demanded table")
        + " and "
        + of(coverage.columnsChecked(), coverage.columns(), "column");
  }

  private static String of(int checked, int all, String noun) {
    return (checked == all ? "" : checked + " of ") + counted(all, noun);
  }

  private String verdict() {
    long errors = told(Severity.ERROR);
    long warnings = told(Severity.WARNING);
    String sum =
        errors + warnings == 0
            ? colors.good("no findings")
            : (errors == 0 ? "0 errors" : colors.bad(counted(errors, "error")))
                + ", "
                + counted(warnings, "warning");
    return sum + (result().coverage().unchecked().isEmpty() ? "." : "; not all could be checked.");
  }

  private long told(Severity severity) {
    return result().findings().stream()
        .filter(finding -> finding.acceptedBy() == null && finding.severity() == severity)
        .count();
  }

  /** A line for each reason, with how many demands it concerns, and the first of them. */
  private static List<String> notChecked(Coverage coverage) {
    record Kind(Unchecked.What what, String why) {}
    Map<Kind, List<Unchecked>> kinds =
        coverage.unchecked().stream()
            .collect(
                groupingBy(
                    unchecked -> new Kind(unchecked.what(), unchecked.why()),
                    LinkedHashMap::new,
                    toList()));
    return kinds.entrySet().stream()
        .sorted((a, b) -> a.getKey().what().compareTo(b.getKey().what()))
        .map(
            kind ->
                "Not checked: "
                    + kind.getKey().what().counted(kind.getValue().size())
                    + " ("
                    + FindingText.shown(kind.getValue().get(0).object())
                    + (kind.getValue().size() > 1 ? ", ..." : "")
                    + "): "
                    + FindingText.shown(kind.getKey().why())
                    + ".")
        .toList();
  }

  /** What deserves a look even where the build passes. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    report.catalog().remarks().forEach(remark -> warnings.add(NameEscaper.CONSOLE.of(remark)));
    Coverage coverage = result().coverage();
    if (coverage.tables() > 0 && coverage.tablesChecked() == 0) {
      warnings.add(
          "No demanded table could be checked: this run does not tell whether the contracts are"
              + " kept.");
    }
    List<Finding> tolerated = result().tolerated();
    tolerated.stream()
        .limit(MOST_WARNINGS)
        .forEach(
            finding ->
                warnings.add(
                    colors.strong(finding.code().code())
                        + new FindingText(finding)
                            .line()
                            .substring(finding.code().code().length())));
    if (tolerated.size() > MOST_WARNINGS) {
      warnings.add("... and " + (tolerated.size() - MOST_WARNINGS) + " more, in " + files.get(0));
    }
    return warnings;
  }

  /** In one line, what failed: for the line above {@code BUILD FAILURE}. */
  public String headline() {
    Map<FindingCode, Long> byCode = new TreeMap<>();
    result().failing().forEach(finding -> byCode.merge(finding.code(), 1L, Long::sum));
    return failed()
        + ": "
        + byCode.entrySet().stream()
            .map(
                entry ->
                    entry.getValue() + " " + entry.getKey().code() + " " + entry.getKey().title())
            .collect(joining(", "));
  }

  private String failed() {
    int findings = result().failing().size();
    return counted(findings, "finding") + (findings == 1 ? " breaks" : " break") + " the contract";
  }

  /**
   * The first findings, table by table; how many more there are; how to accept one; what to do; and
   * the report's path.
   */
  public String failureMessage() {
    List<Finding> failing = result().failing();
    StringBuilder message = new StringBuilder(failed());
    message.append(" in ").append(origin().where()).append(":\n");
    String table = null;
    for (Finding finding : failing.subList(0, Math.min(failing.size(), MOST_FINDINGS))) {
      if (!finding.table().equals(table)) {
        table = finding.table();
        message.append("\n  ").append(FindingText.shown(table)).append('\n');
      }
      message.append("    ").append(new FindingText(finding).lineBelowTable()).append('\n');
    }
    if (failing.size() > MOST_FINDINGS) {
      message.append("\n  ... and ").append(failing.size() - MOST_FINDINGS).append(" more\n");
    }
    failing.stream()
        .filter(finding -> finding.code().isAcceptable())
        .findFirst()
        .ifPresent(finding -> appendAcceptance(message, finding));
    message.append("\nWhat to do: ");
    message.append(
        failing.stream()
            .map(Finding::code)
            .distinct()
            .sorted()
            .map(code -> code.code() + ": " + code.help())
            .collect(joining("\n  ")));
    return message.append("\nThe whole report: ").append(files.get(0)).toString();
  }

  private void appendAcceptance(StringBuilder message, Finding finding) {
    message.append("\nTo live with one of them, put an entry such as this into ");
    message.append(NameEscaper.CONSOLE.of(report.acceptFile()));
    files.stream()
        .filter(file -> file.endsWith(AcceptSuggestions.FILE_NAME))
        .findFirst()
        .ifPresent(file -> message.append(" (all of them: ").append(file).append(')'));
    message.append(":\n\n");
    AcceptSuggestions.entry(finding)
        .forEach(line -> message.append("  ").append(line).append('\n'));
  }

  private SourceDescription origin() {
    return new SourceDescription(report.server(), report.catalog());
  }

  private static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
