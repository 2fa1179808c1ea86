package io.github.qsmaven.report.text;

import static java.util.stream.Collectors.joining;

import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.ResultView.KeyCount;
import io.github.qsmaven.report.ResultView.Reason;
import io.github.qsmaven.report.ResultView.TableFindings;
import io.github.qsmaven.report.Verdict;
import io.github.qsmaven.report.Wording;
import io.github.qsmaven.report.accept.AcceptSuggestions;
import java.nio.file.Path;
import java.util.List;

/** What {@code check} and {@code report} write to the console. */
sealed class CheckConsole extends ConsoleSummary permits DriftConsole, SqlConsole {
  private static final int MOST_FINDINGS = 10;
  private static final int MOST_WARNINGS = 10;
  private static final int MOST_NOTES = 10;
  private static final int MOST_KEYS = 20;

  private final Colors colors;

  CheckConsole(ResultView view, List<Path> files, Colors colors) {
    super(view, files);
    this.colors = colors;
  }

  @Override
  final void addResult(List<String> lines, String source) {
    lines.add(summary(source) + ": " + counts());
    addSkippedCatalogs(lines);
    addReasons(lines);
    addUncheckedKeys(lines);
    List<Finding> notes = view().noted();
    ResultView.first(MOST_NOTES, notes).forEach(note -> addFinding(lines, note));
    addMore(
        lines, "", notes.size() == MOST_NOTES + 1 ? " note" : " notes", MOST_NOTES, notes.size());
  }

  /** What was checked, and where. */
  String summary(String source) {
    return view().checked() + " in " + source;
  }

  /** Adds a line for each reason why something was not checked. */
  void addReasons(List<String> lines) {
    List<Reason> reasons =
        view().reasons().stream().filter(reason -> reason.key() == null).toList();
    ResultView.first(MOST_WARNINGS, reasons).forEach(reason -> lines.add(line(reason)));
    int more = reasons.size() - MOST_WARNINGS;
    addMore(lines, "", more == 1 ? " reason" : " reasons", MOST_WARNINGS, reasons.size());
  }

  private void addUncheckedKeys(List<String> lines) {
    List<KeyCount> keys = view().uncheckedKeys();
    if (!keys.isEmpty()) {
      int more = keys.size() - MOST_KEYS;
      lines.add(
          "Not checked, since they need data or are not in the catalog: "
              + ResultView.first(MOST_KEYS, keys).stream()
                  .map(key -> key.count() + " " + Wording.cut(key.key()))
                  .collect(joining(", "))
              + (more > 0 ? " and " + more + " more, in " + report() : "")
              + ".");
    }
  }

  private String counts() {
    String found = view().found();
    String errors = new Quantity(view().errors(), "error").toString();
    if (view().open().isEmpty()) {
      found = colors.good(found);
    } else if (view().errors() > 0) {
      found = colors.bad(errors) + found.substring(errors.length());
    }
    return found + uncheckedPart();
  }

  /** The end of the first line: whether everything was checked. */
  String uncheckedPart() {
    return view().coverage().unchecked().isEmpty() ? "." : "; not everything was checked.";
  }

  String line(Reason reason) {
    return "Not checked: "
        + reason.quantity()
        + " ("
        + Wording.cut(reason.all().get(0).object())
        + (reason.all().size() > 1 ? ", ..." : "")
        + "): "
        + Wording.cut(reason.why())
        + ".";
  }

  @Override
  void addWarnings(List<String> warnings) {
    addRemarks(warnings);
    if (view().verdict() == Verdict.NOTHING_CHECKED) {
      String unknown = view().unknown();
      warnings.add(Character.toUpperCase(unknown.charAt(0)) + unknown.substring(1));
    }
    List<Finding> warned = view().warned();
    ResultView.first(MOST_WARNINGS, warned).forEach(finding -> addFinding(warnings, finding));
    addMore(warnings, "", "", MOST_WARNINGS, warned.size());
  }

  private void addFinding(List<String> lines, Finding finding) {
    List<String> all = linesOf(finding);
    String code = finding.code().code();
    lines.add(colors.strong(code) + all.get(0).substring(code.length()));
    lines.addAll(all.subList(1, all.size()));
  }

  /** A finding with its table or file. */
  List<String> linesOf(Finding finding) {
    return List.of(Wording.CONSOLE.line(finding));
  }

  /** A finding below the name of its table or file. */
  List<String> linesBelowGroup(Finding finding) {
    return List.of(Wording.CONSOLE.lineBelowTable(finding));
  }

  @Override
  String failures() {
    return ResultView.byCode(view().failing()).entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey().code() + " " + entry.getKey().title())
        .collect(joining(", "));
  }

  @Override
  public String failureMessage() {
    List<Finding> failing = view().failing();
    StringBuilder message = new StringBuilder(view().failure());
    message.append(" in ").append(Wording.CONSOLE.where(view().server())).append(":\n");
    appendFindings(message, failing);
    failing.stream()
        .filter(finding -> finding.code().isAcceptable())
        .findFirst()
        .ifPresent(finding -> appendAcceptance(message, finding));
    return message
        .append("\nWhat to do: ")
        .append(
            ResultView.byCode(failing).keySet().stream()
                .map(Wording::advice)
                .collect(joining("\n  ")))
        .append("\nThe whole report: ")
        .append(report())
        .toString();
  }

  /** Appends the first findings, grouped, and how many more there are. */
  void appendFindings(StringBuilder message, List<Finding> failing) {
    for (TableFindings table : ResultView.byTable(ResultView.first(MOST_FINDINGS, failing))) {
      message.append("\n  ").append(Wording.cut(table.table())).append('\n');
      for (Finding finding : table.findings()) {
        linesBelowGroup(finding).forEach(line -> message.append("    ").append(line).append('\n'));
      }
    }
    if (failing.size() > MOST_FINDINGS) {
      message.append("\n  ... and ").append(failing.size() - MOST_FINDINGS).append(" more\n");
    }
  }

  private void appendAcceptance(StringBuilder message, Finding finding) {
    message.append("\nTo accept a finding, add an entry like this to ");
    message.append(NameEscaper.CONSOLE.of(view().acceptFile()));
    files().stream()
        .filter(file -> file.endsWith(AcceptSuggestions.fileName(view().goal())))
        .findFirst()
        .ifPresent(
            file ->
                message.append(" (all entries: ").append(NameEscaper.CONSOLE.of(file)).append(')'));
    message.append(":\n\n");
    AcceptSuggestions.entry(finding)
        .forEach(line -> message.append("  ").append(line).append('\n'));
  }
}
