package io.github.qsmaven.report.html;

import io.github.qsmaven.model.Change;
import io.github.qsmaven.model.Change.Broken;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SqlStatement;
import io.github.qsmaven.report.DriftLines;
import io.github.qsmaven.report.ResultView;
import java.io.IOException;

/** Writes whom a change of the schema breaks. */
final class PageDrift {
  private static final int MOST_STATEMENTS = 20;

  private PageDrift() {}

  static void writeImpact(PageText page, Change change, PageNotes notes) throws IOException {
    page.raw("<strong class=\"").raw(change.impact().word()).raw("\">");
    page.raw(DriftLines.impact(change)).raw("</strong>");
    if (!change.detail().isEmpty()) {
      page.raw("<p>").text(change.detail()).raw("</p>");
    }
    if (!change.broken().isEmpty()) {
      page.raw("<ul>");
      for (Broken broken : ResultView.first(MOST_STATEMENTS, change.broken())) {
        writeStatement(page, notes, broken.at(), broken.message());
      }
      writeMore(page, change.broken().size());
      page.raw("</ul>");
    }
    if (change.readers().size() > change.broken().size()) {
      page.raw("<details><summary>")
          .raw(new Quantity(change.readers().size(), "statement").toString())
          .raw(" with this table</summary><ul>");
      for (SqlStatement reader : ResultView.first(MOST_STATEMENTS, change.readers())) {
        writeStatement(page, notes, reader.at(), reader.title());
      }
      writeMore(page, change.readers().size());
      page.raw("</ul></details>");
    }
  }

  private static void writeStatement(
      PageText page, PageNotes notes, SourcePosition at, String words) throws IOException {
    page.raw("<li><code>");
    notes.writePlace(page, at);
    page.raw("</code> ").text(words).raw("</li>");
  }

  private static void writeMore(PageText page, int all) throws IOException {
    if (all > MOST_STATEMENTS) {
      page.raw("<li>And ").number(all - MOST_STATEMENTS).raw(" more.</li>");
    }
  }
}
