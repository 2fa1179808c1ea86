package io.github.qsmaven.report;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.Unchecked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The findings of a page, table by table, those that are accepted, and what was not checked. Only
 * so many are shown: a page of a hundred thousand would be of no use.
 *
 * @param report what was found
 * @param tables the tables of the page, to which the findings link
 */
record PageFindings(CheckReport report, PageTables tables) {
  private static final int MOST_FINDINGS = 500;
  private static final int MOST_REASONS = 100;
  private static final int MOST_OBJECTS = 20;

  void write(PageText page) throws IOException {
    CheckResult result = report.result();
    List<Finding> open =
        result.findings().stream().filter(finding -> finding.acceptedBy() == null).toList();
    page.raw("<section id=\"findings\" aria-labelledby=\"findings-title\">\n")
        .raw("<h2 id=\"findings-title\">Findings</h2>\n");
    if (open.isEmpty()) {
      page.raw("<p class=\"none\">None.</p>\n");
    }
    writeFindings(page, open, "h3");
    writeAdvice(page, open);
    List<Finding> accepted = result.accepted();
    if (!accepted.isEmpty()) {
      page.raw("<details class=\"more\"><summary><h3>")
          .raw(HtmlWriter.counted(accepted.size(), "accepted finding"))
          .raw("</h3></summary>\n");
      writeFindings(page, accepted, "h4");
      page.raw("</details>\n");
    }
    writeUnchecked(page, result.coverage());
    page.raw("</section>\n");
  }

  private void writeFindings(PageText page, List<Finding> findings, String heading)
      throws IOException {
    String table = null;
    for (Finding finding : findings.subList(0, Math.min(findings.size(), MOST_FINDINGS))) {
      if (!finding.table().equals(table)) {
        page.raw(table == null ? "" : "</ul></article>\n");
        table = finding.table();
        writeGroup(page, finding, heading);
      }
      writeFinding(page, finding);
    }
    page.raw(table == null ? "" : "</ul></article>\n");
    if (findings.size() > MOST_FINDINGS) {
      page.raw("<p class=\"none\">And ")
          .raw(HtmlWriter.counted(findings.size() - MOST_FINDINGS, "more finding"))
          .raw(": all of them are in the reports in JSON and as text.</p>\n");
    }
  }

  private void writeGroup(PageText page, Finding finding, String heading) throws IOException {
    Integer number = finding.code().isAcceptable() ? tables.numberOf(finding.table()) : null;
    if (number == null) {
      page.raw("<article><").raw(heading).raw(">").text(finding.table());
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
    if (finding.column() != null) {
      page.raw(" <code>").text(finding.column()).raw("</code>");
    }
    if (finding.at() != null) {
      page.raw(" <span class=\"place\">");
      writePlace(page, finding.at());
      page.raw("</span>");
    }
    page.raw("</p>\n<dl>");
    writePart(page, "Expected", finding.expected());
    writePart(page, "Found", finding.actual());
    if (!finding.why().isEmpty()) {
      writePart(page, "Why", finding.why());
    }
    writeMeant(page, finding.suggestions());
    writeAcceptance(page, finding.acceptedBy());
    page.raw("</dl></li>\n");
  }

  private static void writePart(PageText page, String term, String text) throws IOException {
    page.raw("<div><dt>").raw(term).raw("</dt><dd>").text(text).raw("</dd></div>");
  }

  private static void writeMeant(PageText page, List<Suggestion> suggestions) throws IOException {
    if (suggestions.isEmpty()) {
      return;
    }
    page.raw("<div><dt>Did you mean</dt><dd>");
    String before = "";
    for (Suggestion suggestion : suggestions) {
      page.raw(before).raw("<code>").text(suggestion.name()).raw("</code>");
      page.raw(suggestion.reason().remark());
      before = ", or ";
    }
    page.raw("</dd></div>");
  }

  private static void writeAcceptance(PageText page, @Nullable Acceptance acceptance)
      throws IOException {
    if (acceptance == null) {
      return;
    }
    page.raw("<div><dt>Accepted</dt><dd>").text(acceptance.reason());
    if (acceptance.until() != null) {
      page.raw(" (until ").raw(acceptance.until().toString()).raw(")");
    }
    String link = acceptance.link();
    if (link != null && isWebAddress(link)) {
      page.raw(" <a rel=\"noopener noreferrer\" href=\"").attribute(link).raw("\">");
      page.text(link).raw("</a>");
    } else if (link != null) {
      page.raw(" ").text(link);
    }
    page.raw(" <span class=\"place\">");
    writePlace(page, acceptance.at());
    page.raw("</span></dd></div>");
  }

  private static void writePlace(PageText page, SourcePosition at) throws IOException {
    page.text(at.file()).raw(":").number(at.line()).raw(":").number(at.column());
  }

  /** Whether it may be followed: no {@code javascript:}, and nothing that is not seen. */
  private static boolean isWebAddress(String link) {
    return (link.startsWith("https://") || link.startsWith("http://"))
        && link.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  private static void writeAdvice(PageText page, List<Finding> findings) throws IOException {
    Set<FindingCode> codes = new TreeSet<>();
    findings.forEach(finding -> codes.add(finding.code()));
    if (codes.isEmpty()) {
      return;
    }
    page.raw("<h3>What to do</h3>\n<dl class=\"advice\">\n");
    for (FindingCode code : codes) {
      page.raw("<div><dt>").raw(code.code()).raw(" ").raw(code.title()).raw("</dt><dd>");
      page.raw(code.help()).raw("</dd></div>\n");
    }
    page.raw("</dl>\n");
  }

  private record Reason(Unchecked.What what, String why) {}

  /** A line for each reason, with how many demands it concerns. */
  private static void writeUnchecked(PageText page, Coverage coverage) throws IOException {
    if (coverage.unchecked().isEmpty()) {
      return;
    }
    Map<Reason, List<Unchecked>> reasons = new LinkedHashMap<>();
    for (Unchecked unchecked : coverage.unchecked()) {
      reasons
          .computeIfAbsent(new Reason(unchecked.what(), unchecked.why()), r -> new ArrayList<>())
          .add(unchecked);
    }
    page.raw("<h3>")
        .raw(HtmlWriter.counted(coverage.unchecked().size(), "demand"))
        .raw(" not checked</h3>\n<ul class=\"unchecked\">\n");
    int written = 0;
    for (Map.Entry<Reason, List<Unchecked>> reason : reasons.entrySet()) {
      if (written++ == MOST_REASONS) {
        page.raw("<li>And ").raw(HtmlWriter.counted(reasons.size() - MOST_REASONS, "more reason"));
        page.raw(": all of them are in the reports in JSON and as text.</li>\n");
        break;
      }
      writeReason(page, reason.getKey(), reason.getValue());
    }
    page.raw("</ul>\n");
  }

  private static void writeReason(PageText page, Reason reason, List<Unchecked> expectations)
      throws IOException {
    page.raw("<li><strong>").raw(reason.what().counted(expectations.size())).raw("</strong>: ");
    page.text(reason.why()).raw("<br>");
    String before = "";
    for (Unchecked demand : expectations.subList(0, Math.min(expectations.size(), MOST_OBJECTS))) {
      page.raw(before).raw("<code>").text(demand.object()).raw("</code>");
      before = ", ";
    }
    if (expectations.size() > MOST_OBJECTS) {
      page.raw(" and ").number(expectations.size() - MOST_OBJECTS).raw(" more");
    }
    page.raw("</li>\n");
  }
}
