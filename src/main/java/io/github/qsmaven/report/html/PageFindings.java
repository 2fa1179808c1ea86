package io.github.qsmaven.report.html;

import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.ResultView.Reason;
import io.github.qsmaven.report.ResultView.TableFindings;
import java.io.IOException;
import java.util.List;

/**
 * The findings of a page, table by table or file by file, the accepted findings, and what was not
 * checked. The number of each is limited: a page with a hundred thousand findings would be
 * unusable.
 *
 * @param view what was found
 * @param tables the tables of the page, to which the findings link
 */
record PageFindings(ResultView view, PageTables tables) {
  private static final int MOST_FINDINGS = 500;
  private static final int MOST_REASONS = 100;
  private static final int MOST_OBJECTS = 20;

  void write(PageText page) throws IOException {
    page.raw("<section id=\"findings\" aria-labelledby=\"findings-title\">\n")
        .raw("<h2 id=\"findings-title\">Findings</h2>\n");
    if (view.open().isEmpty()) {
      page.raw("<p class=\"none\">None.</p>\n");
    }
    writeFindings(page, view.open(), "h3");
    for (String remark : view.sqlRemarks()) {
      page.raw("<p class=\"remark\">").raw(remark).raw("</p>\n");
    }
    writeAdvice(page);
    List<Finding> accepted = view.accepted();
    if (!accepted.isEmpty()) {
      page.raw("<details class=\"more\"><summary><h3>")
          .raw(new Quantity(accepted.size(), "accepted finding").toString())
          .raw("</h3></summary>\n");
      writeFindings(page, accepted, "h4");
      page.raw("</details>\n");
    }
    writeUnchecked(page);
    page.raw("</section>\n");
  }

  private void writeFindings(PageText page, List<Finding> findings, String heading)
      throws IOException {
    for (TableFindings table : ResultView.byTable(ResultView.first(MOST_FINDINGS, findings))) {
      if (view.isOfDrift()) {
        page.raw("<article><").raw(heading).raw(">").text(table.table()).raw("</");
        PageDrift.write(page.raw(heading).raw(">\n"), table.findings());
        page.raw("</article>\n");
        continue;
      }
      writeHeading(page, table.findings().get(0), heading);
      for (Finding finding : table.findings()) {
        writeFinding(page, finding);
      }
      page.raw("</ul></article>\n");
    }
    writeMore(page, "p", "finding", findings.size() - MOST_FINDINGS);
  }

  private void writeHeading(PageText page, Finding finding, String heading) throws IOException {
    Integer number =
        finding.code().isAcceptable() && !view.isOfSql() ? tables.numberOf(finding.table()) : null;
    if (number == null) {
      page.raw("<article><").raw(heading).raw(">").text(finding.group());
    } else {
      Table table = tables.get(number);
      page.raw("<article data-table=\"").number(number).raw("\"><").raw(heading).raw("><a href=\"");
      page.link(table.name().schema(), table.name().name()).raw("\">");
      page.text(finding.table()).raw("</a>");
    }
    page.raw("</").raw(heading).raw(">\n<ul>\n");
  }

  private static void writeFinding(PageText page, Finding finding) throws IOException {
    String severity = finding.severity().word();
    page.raw("<li class=\"finding ")
        .raw(finding.acceptedBy() == null ? severity : "accepted")
        .raw("\"><p><span class=\"severity\">")
        .raw(severity)
        .raw("</span> <span class=\"code\">")
        .raw(finding.code().code())
        .raw("</span> ")
        .raw(finding.code().title());
    if (finding.sql() != null) {
      writeCode(page.raw(" "), finding.sql().statement().title());
    } else if (finding.column() != null) {
      writeCode(page.raw(" "), finding.column());
    }
    if (finding.at() != null) {
      page.raw(" <span class=\"place\">");
      page.raw(finding.sql() != null && finding.sql().guessed() ? "~" : "");
      PageNotes.writePlace(page, finding.at());
      page.raw("</span>");
    }
    page.raw("</p>\n");
    PageSql.writeExcerpt(page, finding);
    page.raw("<dl>");
    writePart(page, "Expected", finding.expected());
    writePart(page, "Found", finding.actual());
    if (!finding.why().isEmpty()) {
      writePart(page, "Why", finding.why());
    }
    writeSuggestions(page, finding.suggestions());
    PageNotes.writeAcceptance(page, finding.acceptedBy());
    page.raw("</dl></li>\n");
  }

  private static void writePart(PageText page, String term, String text) throws IOException {
    page.raw("<div><dt>").raw(term).raw("</dt><dd>").text(text).raw("</dd></div>");
  }

  private static void writeSuggestions(PageText page, List<Suggestion> suggestions)
      throws IOException {
    if (suggestions.isEmpty()) {
      return;
    }
    page.raw("<div><dt>Did you mean</dt><dd>");
    page.joined(", or ", suggestions, one -> writeCode(page, one.name()).raw(one.reason().remark()))
        .raw("</dd></div>");
  }

  private static PageText writeCode(PageText page, String name) throws IOException {
    return page.raw("<code>").text(name).raw("</code>");
  }

  private void writeAdvice(PageText page) throws IOException {
    if (view.open().isEmpty()) {
      return;
    }
    page.raw("<h3>What to do</h3>\n<dl class=\"advice\">\n");
    for (FindingCode code : ResultView.byCode(view.open()).keySet()) {
      page.raw("<div><dt>").raw(code.code()).raw(" ").raw(code.title()).raw("</dt><dd>");
      page.raw(code.help()).raw("</dd></div>\n");
    }
    page.raw("</dl>\n");
    for (String command : view.commands()) {
      writeCode(page.raw("<p class=\"remark\">To accept the changes, run "), command)
          .raw(".</p>\n");
    }
  }

  private void writeUnchecked(PageText page) throws IOException {
    int unchecked = view.coverage().unchecked().size();
    if (unchecked == 0) {
      return;
    }
    page.raw("<h3>")
        .raw(new Quantity(unchecked, view.isOfSql() ? "statement" : "expectation").toString())
        .raw(" not checked</h3>\n<ul class=\"unchecked\">\n");
    List<Reason> reasons = view.reasons();
    for (Reason reason : ResultView.first(MOST_REASONS, reasons)) {
      writeReason(page, reason);
    }
    writeMore(page, "li", "reason", reasons.size() - MOST_REASONS);
    page.raw("</ul>\n");
  }

  private static void writeReason(PageText page, Reason reason) throws IOException {
    page.raw("<li><strong>").text(reason.quantity()).raw("</strong>: ");
    page.text(reason.why()).raw("<br>");
    List<Unchecked> shown = ResultView.first(MOST_OBJECTS, reason.all());
    page.joined(", ", shown, unchecked -> writeObject(page, unchecked));
    if (reason.all().size() > MOST_OBJECTS) {
      page.raw(" and ").number(reason.all().size() - MOST_OBJECTS).raw(" more");
    }
    page.raw("</li>\n");
  }

  private static void writeObject(PageText page, Unchecked unchecked) throws IOException {
    writeCode(page, unchecked.object());
    if (unchecked.statement() != null && unchecked.at() != null) {
      PageNotes.writePlace(page.raw(" <span class=\"place\">"), unchecked.at());
      page.raw("</span>");
    }
  }

  private static void writeMore(PageText page, String element, String noun, int more)
      throws IOException {
    if (more > 0) {
      page.raw("<").raw(element).raw(" class=\"none\">And ");
      page.raw(new Quantity(more, "more " + noun).toString());
      page.raw(": the reports in JSON and as text contain all of them.</").raw(element).raw(">\n");
    }
  }
}
