package io.github.qsmaven.report;

import io.github.qsmaven.model.Change;
import io.github.qsmaven.model.Change.Broken;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Quantity;
import java.util.ArrayList;
import java.util.List;

/** Changes of the schema as lines of plain text. */
public final class DriftLines {
  private static final int MOST_PLACES = 3;

  private DriftLines() {}

  /**
   * Shows a finding: what has changed, then whom it breaks, then the first places.
   *
   * @param finding the finding
   * @param belowTable whether the line before is the name of its table
   */
  public static List<String> of(Finding finding, boolean belowTable) {
    Change change = finding.change();
    if (change == null) {
      return List.of(
          belowTable ? Wording.CONSOLE.lineBelowTable(finding) : Wording.CONSOLE.line(finding));
    }
    String column = finding.column() == null ? "" : Wording.cut(finding.column()) + ": ";
    String subject = belowTable ? column : Wording.cut(finding.object()) + ": ";
    List<String> lines = new ArrayList<>();
    lines.add(Wording.CONSOLE.line(finding, subject + Wording.CONSOLE.changed(finding)));
    if (!change.detail().isEmpty()) {
      lines.add("  " + Wording.cut(change.detail()));
    }
    lines.add("  " + impact(change));
    for (Broken broken : ResultView.first(MOST_PLACES, change.broken())) {
      lines.add("    " + broken.at() + ": " + Wording.cut(broken.message()));
    }
    int more = change.broken().size() - MOST_PLACES;
    if (more > 0) {
      lines.add("    ... and " + more + " more");
    }
    return lines;
  }

  /** Whom a change breaks, and how many statements name its table. */
  public static String impact(Change change) {
    String impact = change.impact().words();
    int readers = change.readers().size();
    if (!change.broken().isEmpty()) {
      return impact + ": " + new Quantity(change.broken().size(), "statement");
    }
    return readers == 0
        ? impact + "; no statement of the project names the table"
        : impact
            + "; "
            + new Quantity(readers, "statement")
            + (readers == 1 ? " names" : " name")
            + " the table";
  }
}
