package io.github.qsmaven.report.markdown;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.Sides;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.ReportFormat;
import io.github.qsmaven.report.ReportScope;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.SqlLines;
import io.github.qsmaven.report.Wording;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * {@code check.md}, {@code check-sql.md} and {@code tables.md}: GitHub Flavored Markdown for a
 * comment on a pull request or the summary of a job. It fits there, whatever was found.
 *
 * @param scope the goal, and the file that holds what does not fit
 */
public record MarkdownFormat(ReportScope scope) implements ReportFormat {
  private static final int MOST_REMARKS = 5;

  private static final Wording WORDING =
      new Wording(
          MarkdownPage::shown,
          MarkdownPage::shown,
          at -> MarkdownPage.code(Wording.cut(at.file()) + ":" + at.line() + ":" + at.column()));

  @Override
  public void write(ResultView view, OutputStream out) throws IOException {
    MarkdownPage page = new MarkdownPage("see " + MarkdownPage.code(scope.jsonFile()) + ".");
    writeHead(page, view);
    List<Finding> findings = view.open();
    String advice = advice(findings);
    page.items(
        findings.size(),
        i -> heading(findings, i) + item(findings.get(i)),
        advice.length() + 3 * MarkdownPage.SECTION);
    for (String remark : view.sqlRemarks()) {
      page.text("\n" + remark + "\n");
    }
    page.text(advice);
    List<Finding> accepted = view.accepted();
    page.folded(
        "Accepted: " + new Quantity(accepted.size(), "finding"),
        accepted.size(),
        i -> item(accepted.get(i)),
        2 * MarkdownPage.SECTION);
    List<Unchecked> unchecked = view.coverage().unchecked();
    page.folded(
        "Not checked: " + unchecked.size(),
        unchecked.size(),
        i -> "- " + WORDING.line(unchecked.get(i)) + "\n",
        MarkdownPage.SECTION);
    if (view.goal() == Goal.LIST_TABLES) {
      List<Table> tables = view.catalog().tables();
      page.folded(
          "Listed: " + new Quantity(tables.size(), "table"),
          tables.size(),
          i -> item(tables.get(i)),
          0);
    }
    out.write(page.toString().getBytes(UTF_8));
  }

  @Override
  public Content failure(CannotCheckException reason) {
    return out -> {
      MarkdownPage page = new MarkdownPage("");
      page.line("## " + title() + ": nothing could be checked");
      page.line("");
      page.block(reason.problem());
      page.line("");
      page.line("What to do:");
      page.line("");
      page.block(reason.advice());
      out.write(page.toString().getBytes(UTF_8));
    };
  }

  private String title() {
    return MarkdownPage.code("qs:" + scope.goal().word());
  }

  private void writeHead(MarkdownPage page, ResultView view) {
    page.line("## " + title() + ": " + view.title().toLowerCase(Locale.ROOT));
    page.line("");
    page.line("Source: " + WORDING.source(view) + ".");
    page.line("");
    Sides sides = view.sides();
    if (sides != null && sides.locked()) {
      page.line(
          "Before: "
              + MarkdownPage.shown(sides.before())
              + ". After: "
              + MarkdownPage.shown(sides.after())
              + ".");
      page.line("");
    }
    page.line(view.sentence());
    for (String remark : ResultView.first(MOST_REMARKS, view.remarks())) {
      page.line("");
      page.line(MarkdownPage.shown(remark));
    }
    page.line("");
  }

  /** The table or the file, if the finding before is about another one. */
  private static String heading(List<Finding> findings, int i) {
    String table = findings.get(i).group();
    if (i > 0 && findings.get(i - 1).group().equals(table)) {
      return "";
    }
    return (i == 0 ? "" : "\n") + "#### " + MarkdownPage.shown(table) + "\n\n";
  }

  private static String item(Finding finding) {
    return "- **"
        + finding.severity().word()
        + "** "
        + WORDING.line(finding)
        + (finding.acceptedBy() == null ? "" : "; " + WORDING.acceptance(finding.acceptedBy()))
        + "\n"
        + excerpt(finding);
  }

  /** The line of the file and the carets as a block of code within an item. */
  private static String excerpt(Finding finding) {
    List<String> lines = SqlLines.excerpt(finding);
    if (lines.isEmpty()) {
      return "";
    }
    String fence = MarkdownPage.fence(lines.get(0));
    return Stream.concat(
            Stream.of("", fence + "text"), Stream.concat(lines.stream(), Stream.of(fence)))
        .map(line -> line.isEmpty() ? "\n" : "  " + line + "\n")
        .collect(joining());
  }

  private static String item(Table table) {
    return "- "
        + MarkdownPage.shown(table.listedName())
        + (table.type() == TableType.TABLE ? "" : ", " + table.type().word())
        + (table.comment() == null ? "" : ": " + MarkdownPage.shown(table.comment()))
        + "\n";
  }

  /** What to do about each code; its length is limited by the number of codes. */
  private static String advice(List<Finding> findings) {
    if (findings.isEmpty()) {
      return "";
    }
    return ResultView.byCode(findings).keySet().stream()
        .map(code -> "- " + Wording.advice(code) + "\n")
        .collect(joining("", "\n#### What to do\n\n", ""));
  }
}
