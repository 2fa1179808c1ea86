package io.github.qsmaven.report.html;

import io.github.qsmaven.model.Change;
import io.github.qsmaven.model.Change.Broken;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.SqlStatement;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.report.DriftLines;
import io.github.qsmaven.report.ResultView;
import java.io.IOException;

/** The changes of a table as a table: what changed, before, after, and whom it breaks. */
final class PageDrift {
  private static final int MOST_STATEMENTS = 20;

  private PageDrift() {}

  static void write(PageText page, Iterable<Finding> findings) throws IOException {
    page.raw("<table class=\"drift\">\n<thead><tr><th scope=\"col\">Change</th>")
        .raw("<th scope=\"col\">Before</th><th scope=\"col\">After</th>")
        .raw("<th scope=\"col\">Impact</th></tr></thead>\n<tbody>\n");
    for (Finding finding : findings) {
      writeRow(page, finding);
    }
    page.raw("</tbody>\n</table>\n");
  }

  private static void writeRow(PageText page, Finding finding) throws IOException {
    String severity = finding.severity().word();
    page.raw("<tr class=\"")
        .raw(finding.acceptedBy() == null ? severity : "accepted")
        .raw("\"><th scope=\"row\"><span class=\"severity\">")
        .raw(severity)
        .raw("</span> <span class=\"code\">")
        .raw(finding.code().code())
        .raw("</span> ")
        .raw(finding.code().title());
    if (finding.column() != null) {
      page.raw("<br><code>").text(finding.column()).raw("</code>");
    }
    if (finding.at() != null) {
      page.raw("<br><span class=\"place\">");
      PageNotes.writePlace(page, finding.at());
      page.raw("</span>");
    }
    page.raw("</th>\n<td><span class=\"label\">Before: </span><del>").text(finding.expected());
    page.raw("</del></td>\n<td><span class=\"label\">After: </span><ins>").text(finding.actual());
    page.raw("</ins>");
    for (Suggestion renamed : finding.suggestions()) {
      page.raw("<br>Renamed to <code>").text(renamed.name()).raw("</code>?");
    }
    page.raw("</td>\n<td>");
    Change change = finding.change();
    if (change == null) {
      page.text(finding.why());
    } else {
      writeImpact(page, change);
    }
    if (finding.acceptedBy() != null) {
      page.raw("<dl>");
      PageNotes.writeAcceptance(page, finding.acceptedBy());
      page.raw("</dl>");
    }
    page.raw("</td></tr>\n");
  }

  private static void writeImpact(PageText page, Change change) throws IOException {
    page.raw("<strong class=\"").raw(change.impact().word()).raw("\">");
    page.raw(DriftLines.impact(change)).raw("</strong>");
    if (!change.detail().isEmpty()) {
      page.raw("<p>").text(change.detail()).raw("</p>");
    }
    if (!change.broken().isEmpty()) {
      page.raw("<ul>");
      for (Broken broken : ResultView.first(MOST_STATEMENTS, change.broken())) {
        page.raw("<li><code>");
        PageNotes.writePlace(page, broken.at());
        page.raw("</code> ").text(broken.message()).raw("</li>");
      }
      writeMore(page, change.broken().size());
      page.raw("</ul>");
    }
    if (change.readers().size() > change.broken().size()) {
      page.raw("<details><summary>")
          .raw(new Quantity(change.readers().size(), "statement").toString())
          .raw(" with this table</summary><ul>");
      for (SqlStatement reader : ResultView.first(MOST_STATEMENTS, change.readers())) {
        page.raw("<li><code>");
        PageNotes.writePlace(page, reader.at());
        page.raw("</code> ").text(reader.title()).raw("</li>");
      }
      writeMore(page, change.readers().size());
      page.raw("</ul></details>");
    }
  }

  private static void writeMore(PageText page, int all) throws IOException {
    if (all > MOST_STATEMENTS) {
      page.raw("<li>And ").number(all - MOST_STATEMENTS).raw(" more.</li>");
    }
  }
}
