package io.github.qsmaven.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.Unchecked;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code check.md} and {@code tables.md}: GitHub Flavored Markdown for a comment on a pull request
 * or the summary of a job; it fits there, whatever was found.
 *
 * @param goal the goal whose report it is
 */
record MarkdownWriter(String goal) implements ReportWriter<CheckReport> {
  private static final int MOST_REMARKS = 5;

  @Override
  public void write(CheckReport report, OutputStream out) throws IOException {
    MarkdownPage page = new MarkdownPage("see " + MarkdownPage.code(json()) + ".");
    writeHead(page, report);
    List<Finding> findings =
        report.result().findings().stream()
            .filter(finding -> finding.acceptedBy() == null)
            .toList();
    String advice = advice(findings);
    page.items(
        findings.size(),
        i -> heading(findings, i) + "- " + item(findings.get(i)) + "\n",
        advice.length() + 3 * MarkdownPage.SECTION);
    page.text(advice);
    List<Finding> accepted = report.result().accepted();
    page.folded(
        "Accepted: " + counted(accepted.size(), "finding"),
        accepted.size(),
        i -> "- " + item(accepted.get(i)) + acceptance(accepted.get(i).acceptedBy()) + "\n",
        2 * MarkdownPage.SECTION);
    List<Unchecked> unchecked = report.result().coverage().unchecked();
    page.folded(
        "Not checked: " + unchecked.size(),
        unchecked.size(),
        i -> item(unchecked.get(i)),
        MarkdownPage.SECTION);
    if (listsTables()) {
      List<Table> tables = report.catalog().tables();
      page.folded(
          "Listed: " + counted(tables.size(), "table"), tables.size(), i -> item(tables.get(i)), 0);
    }
    out.write(page.toString().getBytes(UTF_8));
  }

  /**
   * Writes that nothing could be checked.
   *
   * @param failure why
   * @param out where to; left open
   * @throws IOException if {@code out} does
   */
  void writeFailure(CannotCheckException failure, OutputStream out) throws IOException {
    MarkdownPage page = new MarkdownPage("");
    page.line("## " + title() + " could not check");
    page.line("");
    page.block(failure.problem());
    page.line("");
    page.line("What to do:");
    page.line("");
    page.block(failure.advice());
    out.write(page.toString().getBytes(UTF_8));
  }

  private boolean listsTables() {
    return goal.equals(TablesWriters.GOAL);
  }

  private String json() {
    return ReportFormat.JSON.fileName(
        listsTables() ? TablesWriters.BASE_NAME : CheckWriters.BASE_NAME);
  }

  private String title() {
    return MarkdownPage.code("qs:" + goal);
  }

  private void writeHead(MarkdownPage page, CheckReport report) {
    page.line("## " + title() + " " + verdict(report));
    page.line("");
    Server server = report.server();
    page.line(
        "Database "
            + MarkdownPage.shown(server.database())
            + " at "
            + MarkdownPage.shown(server.address())
            + " (server "
            + MarkdownPage.shown(server.id())
            + "), read from "
            + MarkdownPage.code(report.catalog().source().word())
            + ".");
    page.line("");
    page.line(checked(report) + ".");
    List<String> remarks = report.catalog().remarks();
    for (String remark : remarks.subList(0, Math.min(remarks.size(), MOST_REMARKS))) {
      page.line("");
      page.line(MarkdownPage.shown(remark));
    }
    page.line("");
  }

  private String verdict(CheckReport report) {
    Coverage coverage = report.result().coverage();
    if (report.result().failed()) {
      return "failed";
    }
    if (coverage.tables() == 0 && listsTables()) {
      return "listed " + counted(report.catalog().tables().size(), "table");
    }
    if (coverage.tables() > 0 && coverage.tablesChecked() == 0) {
      return "checked nothing";
    }
    return coverage.unchecked().isEmpty() ? "passed" : "passed, as far as it could check";
  }

  private String checked(CheckReport report) {
    Coverage coverage = report.result().coverage();
    if (coverage.tables() == 0 && report.result().findings().isEmpty()) {
      return "Nothing was " + demanded() + ", so nothing was checked";
    }
    return "Checked "
        + of(coverage.tablesChecked(), coverage.tables(), demanded() + " table")
        + (coverage.columns() == 0
            ? ""
            : " and " + of(coverage.columnsChecked(), coverage.columns(), "column"))
        + ": "
        + sum(report);
  }

  private String demanded() {
    return listsTables() ? "expected" : "demanded";
  }

  private static String of(int checked, int all, String noun) {
    return (checked == all ? "" : checked + " of ") + counted(all, noun);
  }

  private static String sum(CheckReport report) {
    int errors = 0;
    int warnings = 0;
    int accepted = 0;
    for (Finding finding : report.result().findings()) {
      if (finding.acceptedBy() != null) {
        accepted++;
      } else if (finding.severity() == Severity.ERROR) {
        errors++;
      } else {
        warnings++;
      }
    }
    String sum =
        errors + warnings == 0
            ? "no findings"
            : counted(errors, "error")
                + ", "
                + counted(warnings, "warning")
                + (report.result().failed() ? "" : ", none of which fails the build");
    return sum + (accepted == 0 ? "" : ", " + accepted + " accepted");
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** The table, where it is another than that of the finding before. */
  private static String heading(List<Finding> findings, int i) {
    String table = findings.get(i).table();
    if (i > 0 && findings.get(i - 1).table().equals(table)) {
      return "";
    }
    return (i == 0 ? "" : "\n") + "#### " + MarkdownPage.shown(table) + "\n\n";
  }

  private static String item(Finding finding) {
    return "**"
        + finding.severity().word()
        + "** "
        + finding.code().code()
        + " "
        + finding.code().title()
        + ": "
        + MarkdownPage.shown(finding.object())
        + ": expected "
        + MarkdownPage.shown(finding.expected())
        + ", found "
        + MarkdownPage.shown(finding.actual())
        + (finding.why().isEmpty() ? "" : ": " + MarkdownPage.shown(finding.why()))
        + Suggestion.question(finding.suggestions(), MarkdownPage::shown)
        + (finding.at() == null ? "" : " (" + place(finding.at()) + ")");
  }

  private static String acceptance(@Nullable Acceptance acceptance) {
    if (acceptance == null) {
      return "";
    }
    return "; accepted"
        + (acceptance.until() == null ? "" : " until " + acceptance.until())
        + ": "
        + MarkdownPage.shown(acceptance.reason())
        + (acceptance.link() == null ? "" : " " + MarkdownPage.shown(acceptance.link()))
        + " ("
        + place(acceptance.at())
        + ")";
  }

  private static String place(SourcePosition at) {
    return MarkdownPage.code(FindingText.shown(at.file()) + ":" + at.line() + ":" + at.column());
  }

  private static String item(Unchecked unchecked) {
    return "- "
        + unchecked.what().counted(1)
        + ", "
        + MarkdownPage.shown(unchecked.object())
        + ": "
        + MarkdownPage.shown(unchecked.why())
        + "\n";
  }

  private static String item(Table table) {
    return "- "
        + MarkdownPage.shown(table.listedName())
        + (table.type() == TableType.TABLE ? "" : ", " + table.type().word())
        + (table.comment() == null ? "" : ": " + MarkdownPage.shown(table.comment()))
        + "\n";
  }

  /** What to do about each kind of finding; it is no longer than there are kinds. */
  private static String advice(List<Finding> findings) {
    if (findings.isEmpty()) {
      return "";
    }
    return findings.stream()
        .map(Finding::code)
        .distinct()
        .sorted()
        .map(code -> "- " + code.code() + ": " + code.help() + "\n")
        .collect(joining("", "\n#### What to do\n\n", ""));
  }
}
