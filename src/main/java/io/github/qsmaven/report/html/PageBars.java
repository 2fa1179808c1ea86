package io.github.qsmaven.report.html;

import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.report.ResultView;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * The bars of a page: how much of what is expected holds, and how much of the schema is expected.
 * The numbers stand below each bar as text.
 *
 * @param view the result
 * @param tables the tables of the page
 */
record PageBars(ResultView view, PageTables tables) {
  private static final int WIDTH = 1_000;

  /** Narrower parts could not be seen. */
  private static final int LEAST = 10;

  private static final int GAP = 4;

  void write(PageText page) throws IOException {
    Coverage coverage = view.coverage();
    if (coverage.tables() == 0) {
      return;
    }
    page.raw("<div class=\"bars\">\n");
    writeHolding(page, coverage);
    if (!view.isOfSql() && !view.isOfDrift() && tables.listed() > 0) {
      writeExpected(page);
    }
    page.raw("</div>\n");
  }

  private void writeHolding(PageText page, Coverage coverage) throws IOException {
    Set<String> faults = new HashSet<>();
    for (Finding finding : view.open()) {
      if (finding.severity() != Severity.NOTE || view.isOfDrift()) {
        faults.add(finding.object());
        // A table does not hold if one of its columns does not.
        faults.add(finding.sql() == null ? finding.table() : finding.object());
      }
    }
    int goodTables = 0;
    int goodColumns = 0;
    for (Checked checked : coverage.checked()) {
      boolean good = !faults.contains(checked.object());
      goodTables += good && checked.column() == null ? 1 : 0;
      goodColumns += good && checked.column() != null ? 1 : 0;
    }
    int good = goodTables + goodColumns;
    int all = coverage.tables() + coverage.columns();
    int bad = coverage.checked().size() - good;
    String title =
        switch (view.goal()) {
          case LIST_TABLES -> "Expected tables that exist";
          case CHECK_SQL -> "Statements without findings";
          case DRIFT -> "Unchanged";
          default -> "Contract kept";
        };
    writeBar(page, title, all, new Part("good", good), new Part("bad", bad));
    page.raw(of(goodTables, coverage.tables(), view.isOfSql() ? "statement" : "table"));
    if (coverage.columns() > 0) {
      page.raw(PageText.SEPARATOR).raw(of(goodColumns, coverage.columns(), "column"));
    }
    if (!coverage.unchecked().isEmpty()) {
      page.raw(PageText.SEPARATOR).raw("<a href=\"#unchecked\">");
      page.raw(PageText.grouped(coverage.unchecked().size() + " not checked</a>"));
    }
    page.raw("</p></div>\n");
  }

  private void writeExpected(PageText page) throws IOException {
    boolean contracts = view.goal() != Goal.LIST_TABLES;
    int expected = tables.listed() - tables.unexpected();
    String title = contracts ? "Schema under contract" : "Listed tables that are expected";
    writeBar(page, title, tables.listed(), new Part("covered", expected));
    page.raw(of(expected, tables.listed(), "table"));
    if (tables.unexpected() > 0) {
      page.raw(PageText.SEPARATOR).raw("<a href=\"#uncovered\">");
      page.raw(PageText.grouped(Integer.toString(tables.unexpected())));
      page.raw(contracts ? " without a contract</a>" : " not expected</a>");
    }
    page.raw("</p></div>\n");
  }

  private static String of(long part, long all, String noun) {
    return PageText.grouped(part + " of " + new Quantity(all, noun));
  }

  private record Part(String kind, long size) {}

  /** Attributes, since the policy of the page forbids styles of elements. */
  private static void writeBar(PageText page, String title, long all, Part... parts)
      throws IOException {
    page.raw("<div><p class=\"title\">").raw(title).raw("</p>\n<svg viewBox=\"0 0 ").number(WIDTH);
    page.raw(" 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
    page.raw("<rect class=\"rest\" width=\"").number(WIDTH).raw("\" height=\"10\"/>");
    long sum = 0;
    long x = 0;
    for (Part part : parts) {
      sum += part.size();
      long least = part.size() == 0 ? x : Math.min(WIDTH, x + LEAST);
      long end = Math.max(least, sum * WIDTH / all);
      page.raw("<rect class=\"").raw(part.kind()).raw("\" x=\"").number(x);
      // A gap, since not everyone sees where green ends and red begins.
      page.raw("\" width=\"").number(Math.max(0, end - x - (end < WIDTH ? GAP : 0)));
      page.raw("\" height=\"10\"/>");
      x = end;
    }
    page.raw("</svg>\n<p>");
  }
}
