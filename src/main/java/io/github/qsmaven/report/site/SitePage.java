package io.github.qsmaven.report.site;

import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.Dataset;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.ForeignKey;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.ResultView.TableFindings;
import io.github.qsmaven.report.Wording;
import io.github.qsmaven.report.site.SiteSink.Cell;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A result as a page of a Maven site: the verdict, the findings table by table, what was not
 * checked, then the tables and their columns. A page of a site has neither a search nor folded
 * parts, so it shows a limited part of a large schema, and links to the page that shows all of it.
 *
 * @param view what to show
 * @param wholePage where that other page is, relative to this one
 */
public record SitePage(ResultView view, String wholePage) {
  /** The title of the page. */
  public static final String TITLE = "Database schema";

  private static final String WHOLE_SCHEMA = "the whole schema";

  private static final int MOST_FINDINGS = 500;
  private static final int MOST_UNCHECKED = 500;

  /** The most tables that a page shows. */
  public static final int MOST_TABLES = 500;

  /** The most columns that a page shows. */
  public static final int MOST_COLUMNS = 10_000;

  /** The sink escapes all texts. */
  private static final Wording WORDING =
      new Wording(text -> text, text -> '"' + text + '"', at -> at.file() + ":" + at.line());

  private SchemaDetails structure() {
    return view.structure();
  }

  /** Writes the page. */
  public void write(SiteSink page) {
    List<Table> tables = view.tables();
    page.title(TITLE);
    page.section(1, TITLE);
    page.verdict(view.verdict(), view.title() + ". " + view.sentence());
    page.paragraph(new Quantity(tables.size(), "table") + " in " + WORDING.source(view) + ".");
    view.remarks().forEach(page::paragraph);
    page.paragraph("As a single page with a search, for sharing: ", WHOLE_SCHEMA, wholePage);
    page.endSection(1);
    writeFindings(page);
    writeUnchecked(page);
    List<Table> shown = ResultView.first(MOST_TABLES, tables);
    writeTables(page, shown, tables.size() - shown.size());
    writeColumns(page, shown);
  }

  private void writeFindings(SiteSink page) {
    List<Finding> findings = view.findings();
    if (findings.isEmpty()) {
      return;
    }
    page.section(2, "Findings");
    for (TableFindings table : ResultView.byTable(ResultView.first(MOST_FINDINGS, findings))) {
      page.section(3, table.table());
      page.table(List.of("Finding", "Column", "Expected", "Found", "Where", "Outcome"));
      for (Finding finding : table.findings()) {
        page.row(
            List.of(
                Cell.link(
                    finding.code().code() + " " + finding.code().title(), finding.code().page()),
                Cell.of(finding.column() == null ? "" : finding.column()),
                Cell.of(finding.expected()),
                Cell.of(WORDING.found(finding)),
                Cell.of(finding.at() == null ? "" : WORDING.placed().apply(finding.at())),
                Cell.of(outcome(finding))));
      }
      page.endTable();
      page.endSection(3);
    }
    more(page, "finding", findings.size() - MOST_FINDINGS);
    page.endSection(2);
  }

  private String outcome(Finding finding) {
    if (finding.acceptedBy() != null) {
      return WORDING.acceptance(finding.acceptedBy());
    }
    return view.fails(finding) ? "breaks the contract" : finding.severity().word();
  }

  private void writeUnchecked(SiteSink page) {
    List<Unchecked> all = view.coverage().unchecked();
    if (all.isEmpty()) {
      return;
    }
    page.section(2, "Not checked");
    page.table(List.of("Expectation", "Of", "Reason"));
    for (Unchecked unchecked : ResultView.first(MOST_UNCHECKED, all)) {
      page.row(
          List.of(
              Cell.of(
                  unchecked.key() == null
                      ? unchecked.what().word().replace('-', ' ')
                      : unchecked.key()),
              Cell.of(unchecked.object()),
              Cell.of(unchecked.why())));
    }
    page.endTable();
    more(page, "expectation", all.size() - MOST_UNCHECKED);
    page.endSection(2);
  }

  private void writeTables(SiteSink page, List<Table> tables, int more) {
    boolean datasets = tables.stream().anyMatch(table -> table.dataset() != null);
    List<String> headers = new ArrayList<>(List.of("Name", "Schema", "Type", "Columns", "Comment"));
    if (datasets) {
      headers.add("Dataset");
    }
    page.section(2, "Tables");
    page.table(headers);
    int number = 0;
    for (Table table : tables) {
      TableDetails relation = structure().relations().get(table.name());
      String name = table.name().name();
      number++;
      List<Cell> row = new ArrayList<>(headers.size());
      row.add(relation == null ? Cell.of(name) : Cell.link(name, "#" + anchor(number)));
      row.add(Cell.of(table.name().schema()));
      row.add(Cell.of(table.type().word()));
      row.add(
          Cell.of(
              relation == null
                  ? structure().notRead().getOrDefault(table.name(), "not read")
                  : String.valueOf(Column.count(relation.columns()))));
      row.add(Cell.prose(table.comment()));
      if (datasets) {
        row.add(Cell.of(dataset(table.dataset())));
      }
      page.row(row);
    }
    page.endTable();
    more(page, "table", more);
    page.endSection(2);
  }

  private static String dataset(@Nullable Dataset dataset) {
    if (dataset == null) {
      return "";
    }
    String name = dataset.name() == null ? "" : dataset.name();
    return dataset.id() == null ? name : (name + " " + dataset.id()).strip();
  }

  private void writeColumns(SiteSink page, List<Table> tables) {
    page.section(2, "Columns");
    int left = MOST_COLUMNS;
    int number = 0;
    for (Table table : tables) {
      number++;
      TableDetails relation = structure().relations().get(table.name());
      if (relation == null) {
        continue;
      }
      List<List<Cell>> rows = new ArrayList<>();
      addRows(rows, "", relation.columns());
      left -= rows.size();
      page.anchor(anchor(number));
      page.section(3, table.listedName());
      if (left < 0) {
        link(page, new Quantity(rows.size(), "column"));
      } else {
        page.table(List.of("Column", "Type", "NULL", "Comment"));
        rows.forEach(page::row);
        page.endTable();
        writeKeys(page, relation);
      }
      page.endSection(3);
    }
    page.endSection(2);
  }

  /** Adds columns, each followed by its fields with their paths. */
  private static void addRows(List<List<Cell>> rows, String path, List<Column> columns) {
    for (Column column : columns) {
      String name = path + column.name();
      rows.add(
          List.of(
              Cell.of(name),
              Cell.of(column.type().spelling()),
              Cell.of(column.nullable() ? "" : "not null"),
              Cell.prose(column.comment())));
      addRows(rows, name + ".", column.fields());
    }
  }

  private static void writeKeys(SiteSink page, TableDetails relation) {
    if (!relation.primaryKey().isEmpty()) {
      page.paragraph("Primary key: " + String.join(", ", relation.primaryKey()));
    }
    for (ForeignKey key : relation.foreignKeys()) {
      page.paragraph(
          "Foreign key: "
              + String.join(", ", key.columns())
              + " to "
              + key.references().qualified()
              + " ("
              + String.join(", ", key.referencedColumns())
              + ")");
    }
  }

  private void more(SiteSink page, String noun, int more) {
    if (more > 0) {
      link(page, new Quantity(more, "more " + noun));
    }
  }

  private void link(SiteSink page, Quantity what) {
    page.paragraph(what + ", too many for this page: see ", WHOLE_SCHEMA, wholePage);
  }

  private static String anchor(int number) {
    return "table-" + number;
  }
}
