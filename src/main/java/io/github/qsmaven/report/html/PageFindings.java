package io.github.qsmaven.report.html;

import static java.util.stream.Collectors.toCollection;

import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.ResultView.Reason;
import io.github.qsmaven.report.ResultView.TableFindings;
import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The findings of a page as a table with a group of rows for each table or file, then the accepted
 * findings, and what was not checked. The number of each is limited: a page with a hundred thousand
 * findings would be unusable. A script filters the rows by their code and severity.
 *
 * @param view what was found
 * @param tables the tables of the page, to which the findings link
 * @param notes writes places and acceptances
 */
record PageFindings(ResultView view, PageTables tables, PageNotes notes) {
  private static final int MOST_FINDINGS = 2_000;
  private static final int MOST_REASONS = 100;
  private static final int MOST_OBJECTS = 20;

  /** Up to so many, what to do is shown at once for the first finding of each code. */
  private static final int FEW = 5;

  /** Whether there is anything to write. */
  boolean isEmpty() {
    return view.open().isEmpty()
        && view.accepted().isEmpty()
        && view.coverage().unchecked().isEmpty();
  }

  void write(PageText page) throws IOException {
    List<Finding> open = view.open();
    page.raw("<section id=\"findings\" aria-labelledby=\"findings-title\">\n")
        .raw("<h2 id=\"findings-title\">Findings</h2>\n");
    if (open.isEmpty()) {
      page.raw("<p class=\"none\">None.</p>\n");
    } else {
      writeChips(page);
      writeTable(page, open);
    }
    for (String remark : view.sqlRemarks()) {
      page.raw("<p class=\"remark\">").raw(remark).raw("</p>\n");
    }
    for (String command : view.commands()) {
      writeCode(page.raw("<p class=\"remark\">To accept the changes, run "), command)
          .raw(".</p>\n");
    }
    List<Finding> accepted = view.accepted();
    if (!accepted.isEmpty()) {
      page.raw("<details class=\"more\"><summary><h3>")
          .raw(new Quantity(accepted.size(), "accepted finding").toString())
          .raw("</h3></summary>\n");
      writeTable(page, accepted);
      page.raw("</details>\n");
    }
    writeUnchecked(page);
    page.raw("</section>\n");
  }

  /** Writes the buttons of the filter, which stay hidden without scripts. */
  private void writeChips(PageText page) throws IOException {
    Map<Severity, Long> severities = new EnumMap<>(Severity.class);
    view.open().forEach(one -> severities.merge(one.severity(), 1L, Long::sum));
    Map<FindingCode, Long> codes = ResultView.byCode(view.open());
    if (codes.size() == 1) {
      return;
    }
    page.raw("<div id=\"filter\" data-all=\"").number(view.open().size());
    page.raw("\" role=\"group\" aria-label=\"Filter the findings\" hidden>\n");
    for (Map.Entry<Severity, Long> one : severities.entrySet()) {
      String word = one.getKey().word();
      if (severities.size() > 1) {
        writeChip(page, "severity", word, new Quantity(one.getValue(), word).toString());
      }
    }
    for (Map.Entry<FindingCode, Long> one : codes.entrySet()) {
      FindingCode code = one.getKey();
      writeChip(page, "code", code.code(), code.title() + " " + one.getValue());
    }
    page.raw("<p role=\"status\"></p>\n</div>\n");
  }

  private static void writeChip(PageText page, String key, String value, String words)
      throws IOException {
    page.raw("<button type=\"button\" aria-pressed=\"false\" data-").raw(key).raw("=\"");
    page.raw(value).raw("\">").raw(PageText.grouped(words)).raw("</button>\n");
  }

  private List<String> titles() {
    return view.isOfDrift()
        ? List.of("Change", "Before", "After", "Impact")
        : List.of("Finding", "Expected", "Found", "Where");
  }

  /** The worst findings, in the order in which they were. */
  private static List<Finding> worst(List<Finding> findings) {
    if (findings.size() <= MOST_FINDINGS) {
      return findings;
    }
    Set<Finding> worst =
        findings.stream()
            .sorted(Comparator.comparing(Finding::severity))
            .limit(MOST_FINDINGS)
            .collect(toCollection(() -> Collections.newSetFromMap(new IdentityHashMap<>())));
    return findings.stream().filter(worst::contains).toList();
  }

  /** On a phone the parts of the table are blocks, which have no meaning but by their roles. */
  private void writeTable(PageText page, List<Finding> findings) throws IOException {
    page.raw("<table class=\"findings")
        .raw(view.isOfDrift() ? " drift" : "")
        .raw("\" role=\"table\" aria-labelledby=\"findings-title\">\n")
        .raw("<thead role=\"rowgroup\"><tr role=\"row\">");
    for (String title : titles()) {
      page.raw("<th role=\"columnheader\" scope=\"col\">").raw(title).raw("</th>");
    }
    page.raw("</tr></thead>\n");
    Set<FindingCode> explained =
        findings.size() <= FEW
            ? EnumSet.noneOf(FindingCode.class)
            : EnumSet.allOf(FindingCode.class);
    for (TableFindings table : ResultView.byTable(worst(findings))) {
      writeHeading(page, table.findings().get(0));
      for (Finding finding : table.findings()) {
        writeFinding(page, finding, explained.add(finding.code()));
      }
      page.raw("</tbody>\n");
    }
    page.raw("</table>\n");
    writeMore(page, "p", "finding", findings.size() - MOST_FINDINGS);
  }

  private void writeHeading(PageText page, Finding finding) throws IOException {
    Integer number =
        finding.code().isAcceptable() && !view.isOfSql() ? tables.numberOf(finding.table()) : null;
    page.raw("<tbody role=\"rowgroup\"");
    if (number != null) {
      page.raw(" data-table=\"").number(number).raw("\"");
    }
    page.raw("><tr class=\"object\" role=\"row\">")
        .raw("<th role=\"rowheader\" scope=\"rowgroup\" colspan=\"4\">");
    if (number == null || view.isOfDrift()) {
      page.text(finding.group());
    } else {
      Table table = tables.get(number);
      page.raw("<a href=\"").link(table.name().schema(), table.name().name()).raw("\">");
      page.text(finding.table()).raw("</a>");
    }
    page.raw("</th></tr>\n");
  }

  private void writeFinding(PageText page, Finding finding, boolean explain) throws IOException {
    FindingCode code = finding.code();
    String severity = finding.severity().word();
    page.raw("<tr class=\"finding ").raw(PageNotes.kind(finding));
    page.raw("\" role=\"row\" data-code=\"").raw(code.code());
    page.raw("\" data-severity=\"").raw(severity);
    page.raw("\">\n<td role=\"cell\"><span class=\"severity\">").raw(severity).raw("</span> ");
    page.raw("<span class=\"code\">").external(code.page(), code.code()).raw("</span> ");
    page.raw(code.title());
    if (finding.sql() != null) {
      writeCode(page.raw(" "), finding.sql().statement().title());
    } else if (finding.column() != null) {
      writeCode(page.raw(" "), finding.column());
    }
    if (view.isOfDrift()) {
      writePlace(page.raw("<br>"), finding);
    }
    if (finding.acceptedBy() != null) {
      notes.writeAcceptance(page, finding.acceptedBy());
    }
    page.raw("<details").raw(explain ? " open" : "").raw("><summary>What to do</summary><p>");
    page.raw(code.help()).raw("</p></details></td>\n");
    writeCell(page, 1).raw("<span class=\"expected\">").text(finding.expected());
    page.raw("</span></td>\n");
    writeCell(page, 2).raw("<span class=\"found\">").text(finding.actual()).raw("</span>");
    if (!finding.why().isEmpty() && finding.change() == null) {
      page.raw("<p>").text(finding.why()).raw("</p>");
    }
    writeSuggestions(page, finding.suggestions());
    page.raw("</td>\n");
    if (finding.change() != null) {
      PageDrift.writeImpact(writeCell(page, 3), finding.change(), notes);
    } else if (!view.isOfDrift() && finding.at() != null) {
      writePlace(writeCell(page, 3), finding);
    } else {
      page.raw("<td role=\"cell\">");
    }
    page.raw("</td></tr>\n");
    PageSql.writeExcerpt(page, finding);
  }

  /** Starts a cell; its title is shown where the cells are blocks. */
  private PageText writeCell(PageText page, int column) throws IOException {
    return page.raw("<td role=\"cell\"><span class=\"label\">")
        .raw(titles().get(column))
        .raw(": </span>");
  }

  private void writePlace(PageText page, Finding finding) throws IOException {
    if (finding.at() != null) {
      page.raw("<span class=\"place\">");
      page.raw(finding.sql() != null && finding.sql().guessed() ? "~" : "");
      notes.writePlace(page, finding.at());
      page.raw("</span>");
    }
  }

  private static void writeSuggestions(PageText page, List<Suggestion> suggestions)
      throws IOException {
    if (suggestions.isEmpty()) {
      return;
    }
    boolean renamed = suggestions.get(0).reason() == Suggestion.Reason.RENAME;
    page.raw(renamed ? "<p>Renamed to " : "<p>Did you mean ");
    page.joined(
        ", or ",
        suggestions,
        one -> page.raw("<strong>").text(one.name()).raw("</strong>").raw(one.reason().remark()));
    page.raw("?</p>");
  }

  private static PageText writeCode(PageText page, String name) throws IOException {
    return page.raw("<code>").text(name).raw("</code>");
  }

  private void writeUnchecked(PageText page) throws IOException {
    if (view.coverage().unchecked().isEmpty()) {
      return;
    }
    page.raw("<h3 id=\"unchecked\">");
    page.text(new PageVerdict(view).unchecked())
        .raw(" not checked</h3>\n<ul class=\"unchecked\">\n");
    List<Reason> reasons = view.reasons();
    for (Reason reason : ResultView.first(MOST_REASONS, reasons)) {
      writeReason(page, reason);
    }
    writeMore(page, "li", "reason", reasons.size() - MOST_REASONS);
    page.raw("</ul>\n");
  }

  private void writeReason(PageText page, Reason reason) throws IOException {
    page.raw("<li><strong>").text(reason.quantity()).raw("</strong>: ");
    page.text(reason.why()).raw("<br>");
    List<Unchecked> shown = ResultView.first(MOST_OBJECTS, reason.all());
    page.joined(", ", shown, unchecked -> writeObject(page, unchecked));
    if (reason.all().size() > MOST_OBJECTS) {
      page.raw(" and ").number(reason.all().size() - MOST_OBJECTS).raw(" more");
    }
    page.raw("</li>\n");
  }

  private void writeObject(PageText page, Unchecked unchecked) throws IOException {
    writeCode(page, unchecked.object());
    if (unchecked.statement() != null && unchecked.at() != null) {
      notes.writePlace(page.raw(" <span class=\"place\">"), unchecked.at());
      page.raw("</span>");
    }
  }

  private static void writeMore(PageText page, String element, String noun, int more)
      throws IOException {
    if (more > 0) {
      page.raw("<").raw(element).raw(" class=\"none\">And ");
      page.raw(PageText.grouped(new Quantity(more, "more " + noun).toString()));
      page.raw(": the reports in JSON and as text contain all of them.</").raw(element).raw(">\n");
    }
  }
}
