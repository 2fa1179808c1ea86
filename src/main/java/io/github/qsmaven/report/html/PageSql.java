package io.github.qsmaven.report.html;

import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.SqlExcerpt;
import io.github.qsmaven.model.SqlStatement;
import io.github.qsmaven.report.MarkedLine;
import io.github.qsmaven.report.ResultView;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a page shows of SQL: the lines around a place, and the statements that name a table. */
final class PageSql {
  private static final int MOST_CHARACTERS = 300;
  private static final int MOST_LINES_AROUND = 3;
  private static final int MOST_TABLES = 500;
  private static final int MOST_STATEMENTS = 20;

  private PageSql() {}

  /** Writes the lines around the place of a finding, if there are any, with the place marked. */
  static void writeExcerpt(PageText page, Finding finding) throws IOException {
    SqlExcerpt sql = finding.sql();
    Optional<MarkedLine> found = MarkedLine.of(finding, MOST_CHARACTERS);
    if (sql == null || found.isEmpty()) {
      return;
    }
    MarkedLine marked = found.get();
    page.raw("<tr class=\"excerpt ")
        .raw(PageNotes.kind(finding))
        .raw("\" role=\"row\"><td role=\"cell\" colspan=\"4\">");
    page.raw("<pre class=\"sql\">");
    int last = sql.firstLine() + sql.lines().size() - 1;
    int end = Math.min(last, marked.number() + MOST_LINES_AROUND);
    int first = Math.max(sql.firstLine(), marked.number() - MOST_LINES_AROUND);
    for (int number = first; number <= end; number++) {
      page.raw("<span class=\"no\">").number(number).raw("</span> ");
      if (number == marked.number()) {
        page.raw(marked.cutBefore() ? "..." : "").code(marked.before());
        page.raw("<mark>").code(marked.marked().isEmpty() ? " " : marked.marked());
        page.raw("</mark>").code(marked.after()).raw(marked.cutAfter() ? "..." : "");
      } else {
        writeLine(page, sql.line(number));
      }
      page.raw("\n");
    }
    page.raw("</pre></td></tr>\n");
  }

  private static void writeLine(PageText page, String line) throws IOException {
    boolean fits = line.codePointCount(0, line.length()) <= MOST_CHARACTERS;
    page.code(fits ? line : line.substring(0, line.offsetByCodePoints(0, MOST_CHARACTERS)));
    page.raw(fits ? "" : "...");
  }

  /** Writes the tables of the server that statements name. */
  static void writeTables(PageText page, ResultView view, PageNotes notes) throws IOException {
    List<Map.Entry<String, List<SqlStatement>>> tables =
        List.copyOf(view.sql().readers().entrySet());
    if (tables.isEmpty()) {
      return;
    }
    page.raw("<section id=\"tables\" aria-labelledby=\"tables-title\">\n")
        .raw("<h2 id=\"tables-title\">Tables that statements name</h2>\n");
    for (Map.Entry<String, List<SqlStatement>> table : ResultView.first(MOST_TABLES, tables)) {
      List<SqlStatement> statements = table.getValue();
      page.raw("<article><h3>").text(table.getKey()).raw("</h3>\n<ul>\n");
      for (SqlStatement statement : ResultView.first(MOST_STATEMENTS, statements)) {
        page.raw("<li class=\"reader\"><code>").text(statement.title()).raw("</code>");
        notes.writePlace(page.raw(" <span class=\"place\">"), statement.at());
        page.raw("</span></li>\n");
      }
      writeMore(page, "li", "statement", statements.size() - MOST_STATEMENTS);
      page.raw("</ul></article>\n");
    }
    writeMore(page, "p", "table", tables.size() - MOST_TABLES);
    page.raw("</section>\n");
  }

  private static void writeMore(PageText page, String element, String noun, int more)
      throws IOException {
    if (more > 0) {
      page.raw("<").raw(element).raw(" class=\"none\">And ");
      page.raw(new Quantity(more, "more " + noun).toString());
      page.raw(": the report in JSON contains all of them.</").raw(element).raw(">\n");
    }
  }
}
