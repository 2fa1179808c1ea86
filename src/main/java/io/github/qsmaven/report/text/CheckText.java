package io.github.qsmaven.report.text;

import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.ResultView.TableFindings;
import io.github.qsmaven.report.Wording;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code check.txt}: the source, the findings table by table, the accepted ones among them, then
 * what was not checked, and what to do.
 */
final class CheckText {
  private CheckText() {}

  static List<String> lines(ResultView view) {
    List<String> lines = new ArrayList<>();
    lines.add("Source: " + Wording.CONSOLE.source(view.server(), view.catalog()));
    view.remarks().forEach(remark -> lines.add(NameEscaper.CONSOLE.of(remark)));
    Coverage coverage = view.coverage();
    lines.add("Tables checked: " + coverage.tablesChecked() + " of " + coverage.tables());
    lines.add("Columns checked: " + coverage.columnsChecked() + " of " + coverage.columns());
    lines.add(
        "Findings: "
            + view.failing().size()
            + " that fail the build, "
            + view.tolerated().size()
            + " that do not, "
            + view.accepted().size()
            + " accepted");
    for (TableFindings table : ResultView.byTable(view.findings())) {
      lines.add("");
      lines.add(Wording.cut(table.table()));
      for (Finding finding : table.findings()) {
        lines.add("  " + finding.severity().word() + " " + Wording.CONSOLE.line(finding));
        if (finding.acceptedBy() != null) {
          lines.add("    " + Wording.CONSOLE.acceptance(finding.acceptedBy()));
        }
      }
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
    }
    return lines;
  }
}
