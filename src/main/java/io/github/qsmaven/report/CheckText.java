package io.github.qsmaven.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.Unchecked;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A check for people, line by line: where, the findings table by table, what is accepted among
 * them, then all that was not checked, and what to do.
 */
final class CheckText implements ReportWriter<CheckReport> {
  @Override
  public void write(CheckReport report, OutputStream out) throws IOException {
    for (String line : lines(report)) {
      out.write(line.getBytes(UTF_8));
      out.write('\n');
    }
  }

  private static List<String> lines(CheckReport report) {
    List<String> lines = new ArrayList<>();
    CheckResult result = report.result();
    Server server = report.server();
    lines.add(
        "Database: "
            + NameEscaper.CONSOLE.of(server.database())
            + " at "
            + server.address()
            + ", read from "
            + report.catalog().source().word());
    report.catalog().remarks().forEach(remark -> lines.add(NameEscaper.CONSOLE.of(remark)));
    Coverage coverage = result.coverage();
    lines.add("Tables checked: " + coverage.tablesChecked() + " of " + coverage.tables());
    lines.add("Columns checked: " + coverage.columnsChecked() + " of " + coverage.columns());
    lines.add(
        "Findings: "
            + result.failing().size()
            + " that fail the build, "
            + result.tolerated().size()
            + " that do not, "
            + result.accepted().size()
            + " accepted");
    String table = null;
    for (Finding finding : result.findings()) {
      if (!finding.table().equals(table)) {
        table = finding.table();
        lines.add("");
        lines.add(FindingText.shown(table));
      }
      FindingText text = new FindingText(finding);
      lines.add("  " + finding.severity().word() + " " + text.line());
      if (finding.acceptedBy() != null) {
        lines.add("    " + text.acceptance());
      }
    }
    if (!coverage.unchecked().isEmpty()) {
      lines.add("");
      lines.add("Not checked: " + coverage.unchecked().size());
      for (Unchecked unchecked : coverage.unchecked()) {
        lines.add(
            "  "
                + unchecked.what().counted(1)
                + ", "
                + FindingText.shown(unchecked.object())
                + ": "
                + FindingText.shown(unchecked.why()));
      }
    }
    List<FindingCode> codes =
        Stream.concat(result.failing().stream(), result.tolerated().stream())
            .map(Finding::code)
            .distinct()
            .sorted()
            .toList();
    if (!codes.isEmpty()) {
      lines.add("");
      lines.add("What to do");
      codes.forEach(code -> lines.add("  " + code.code() + ": " + code.help()));
    }
    return lines;
  }
}
