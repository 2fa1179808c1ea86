package io.github.qsmaven.report.text;

import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Sides;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.DriftLines;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.ResultView.TableFindings;
import io.github.qsmaven.report.SqlLines;
import io.github.qsmaven.report.Wording;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code check.txt} and {@code check-sql.txt}: the source, the findings table or file by file, the
 * accepted ones among them, then what was not checked, and what to do.
 */
final class CheckText {
  private CheckText() {}

  static List<String> lines(ResultView view) {
    List<String> lines = new ArrayList<>();
    lines.add("Source: " + Wording.CONSOLE.source(view));
    Sides sides = view.sides();
    if (sides != null) {
      lines.add("Before: " + (sides.locked() ? NameEscaper.CONSOLE.of(sides.before()) : "nothing"));
      lines.add("After: " + NameEscaper.CONSOLE.of(sides.after()));
    }
    view.remarks().forEach(remark -> lines.add(NameEscaper.CONSOLE.of(remark)));
    Coverage coverage = view.coverage();
    if (view.isOfSql()) {
      lines.add("Files: " + view.sql().files());
      lines.add("Statements checked: " + coverage.tablesChecked() + " of " + coverage.tables());
    } else {
      lines.add("Tables checked: " + coverage.tablesChecked() + " of " + coverage.tables());
      lines.add("Columns checked: " + coverage.columnsChecked() + " of " + coverage.columns());
    }
    lines.add(
        "Findings: "
            + view.failing().size()
            + " that fail the build, "
            + view.tolerated().size()
            + " that do not, "
            + view.accepted().size()
            + " accepted");
    for (TableFindings table : ResultView.byTable(view.unrepeated())) {
      lines.add("");
      lines.add(Wording.cut(table.table()));
      for (Finding finding : table.findings()) {
        List<String> text =
            view.isOfSql()
                ? SqlLines.of(finding)
                : view.isOfDrift()
                    ? DriftLines.of(finding, false)
                    : List.of(Wording.CONSOLE.line(finding));
        lines.add("  " + finding.severity().word() + " " + text.get(0));
        text.stream().skip(1).forEach(line -> lines.add("    " + line));
        if (finding.acceptedBy() != null) {
          lines.add("    " + Wording.CONSOLE.acceptance(finding.acceptedBy()));
        }
      }
    }
    for (String remark : view.sqlRemarks()) {
      lines.add("");
      lines.add(remark);
    }
    List<Unchecked> unchecked = coverage.unchecked();
    if (!unchecked.isEmpty()) {
      lines.add("");
      lines.add("Not checked: " + unchecked.size());
      unchecked.forEach(one -> lines.add("  " + Wording.CONSOLE.line(one)));
    }
    if (!view.open().isEmpty()) {
      lines.add("");
      lines.add("What to do");
      ResultView.byCode(view.open())
          .keySet()
          .forEach(code -> lines.add("  " + Wording.advice(code)));
      for (String command : view.commands()) {
        lines.add("  To accept the changes, run: " + Wording.cut(command));
      }
    }
    return lines;
  }
}
