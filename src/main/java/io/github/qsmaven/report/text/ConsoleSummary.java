package io.github.qsmaven.report.text;

import static java.util.stream.Collectors.joining;

import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SkippedCatalog;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.Wording;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a goal writes to the console. Names are escaped, so that none of them can start a line of
 * its own or a command of a CI server.
 */
public abstract sealed class ConsoleSummary permits TablesConsole, CheckConsole {
  private final ResultView view;
  private final List<Path> files;

  ConsoleSummary(ResultView view, List<Path> files) {
    this.view = view;
    this.files = List.copyOf(files);
  }

  /**
   * The lines of every run, whatever its result.
   *
   * @param duration how long the run took
   */
  public final List<String> lines(Duration duration) {
    List<String> lines = new ArrayList<>();
    String source = Wording.CONSOLE.source(view);
    addResult(lines, source + (view.isOfSql() ? ", in " : " in ") + seconds(duration));
    lines.add(
        (files.size() == 1 ? "Report: " : "Reports: ")
            + files.stream().map(NameEscaper.CONSOLE::of).collect(joining(", ")));
    return lines;
  }

  abstract void addResult(List<String> lines, String source);

  /** What deserves attention even if the build passes. */
  public final List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    addWarnings(warnings);
    return warnings;
  }

  abstract void addWarnings(List<String> warnings);

  /**
   * What failed, in one line: for the line above {@code BUILD FAILURE}. If the goal fails the
   * build, without the verdict: {@link #failureMessage} starts with it, and Maven prints that
   * below.
   */
  public final String headline() {
    return (view.goal().failsBuild() ? "" : view.failure() + ": ") + failures();
  }

  abstract String failures();

  /** What failed, where, and what to do. */
  public abstract String failureMessage();

  final ResultView view() {
    return view;
  }

  final String report() {
    return NameEscaper.CONSOLE.of(files.get(0));
  }

  final List<Path> files() {
    return files;
  }

  final void addSkippedCatalogs(List<String> lines) {
    for (SkippedCatalog skipped : view.catalog().skipped()) {
      String reason = NameEscaper.CONSOLE.of(skipped.reason());
      lines.add("Skipped " + skipped.source().word() + ", which " + reason + ".");
    }
  }

  final void addRemarks(List<String> warnings) {
    view.remarks().forEach(remark -> warnings.add(NameEscaper.CONSOLE.of(remark)));
  }

  /** Says how many more there are than are shown, if there are more. */
  final void addMore(List<String> lines, String indent, String noun, int shown, int all) {
    if (all > shown) {
      lines.add(indent + "... and " + (all - shown) + " more" + noun + ", in " + report());
    }
  }

  /** Not by a formatter, whose classes would cost more to load than they save here. */
  private static String seconds(Duration duration) {
    long tenths = (duration.toMillis() + 50) / 100;
    return tenths / 10 + "." + tenths % 10 + " s";
  }
}
