package io.github.qsmaven.maven;

import io.github.qsmaven.maven.SiteSink.Cell;
import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Dataset;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.ForeignKey;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.CheckReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A check, and what it read, as a page of a Maven site: the verdict, the findings table by table,
 * what was not checked, then the tables and their columns. A page of a site has neither a search
 * nor anything to fold, so it holds a bounded part of a large schema, and links to the page that
 * has all of it.
 *
 * @param report what to show
 * @param wholePage where that other page is, relative to this one
 */
record SitePage(CheckReport report, String wholePage) {
  static final String TITLE = "Database schema";

  private static final String WHOLE_SCHEMA = "the whole schema";

  private static final int MOST_FINDINGS = 500;
  private static final int MOST_UNCHECKED = 500;
  static final int MOST_TABLES = 500;
  static final int MOST_COLUMNS = 10_000;

  private CheckResult result() {
    return report.result();
  }

  private SchemaDetails structure() {
    return report.structure();
  }

  void write(SiteSink page) {
    List<Table> tables = tables();
    page.title(TITLE);
    page.section(1, TITLE);
    page.paragraph(verdict());
    page.paragraph(where(tables.size()));
    report.catalog().remarks().forEach(page::paragraph);
    page.paragraph(
        "With a search, and on one page that can be sent around: ", WHOLE_SCHEMA, wholePage);
    page.endSection(1);
    writeFindings(page);
    writeUnchecked(page);
    List<Table> shown = tables.subList(0, Math.min(tables.size(), MOST_TABLES));
    writeTables(page, shown, tables.size() - shown.size());
    writeColumns(page, shown);
  }

  /** Those that are listed, and those that were asked for besides. */
  private List<Table> tables() {
    Map<TableName, Table> tables = new LinkedHashMap<>();
    report.catalog().tables().forEach(table -> tables.put(table.name(), table));
    structure().relations().forEach((name, relation) -> tables.putIfAbsent(name, relation.table()));
    return List.copyOf(tables.values());
  }

  private String verdict() {
    Coverage coverage = result().coverage();
    if (coverage.tables() == 0 && result().findings().isEmpty()) {
      return "No contract is held against the tables: this is what there is.";
    }
    int failing = result().failing().size();
    int tolerated = result().tolerated().size();
    int accepted = result().accepted().size();
    boolean nothing = coverage.tables() > 0 && coverage.tablesChecked() == 0;
    return (failing == 0
            ? nothing
                ? "Nothing could be checked: whether the contract is kept is not known"
                : "The contract is kept: no finding breaks it"
            : "The contract is broken: "
                + counted(failing, "finding")
                + (failing == 1 ? " breaks it" : " break it"))
        + (tolerated == 0 ? "" : ", " + tolerated + " tolerated")
        + (accepted == 0 ? "" : ", " + accepted + " accepted")
        + ". Checked: "
        + coverage.tablesChecked()
        + " of "
        + counted(coverage.tables(), "demanded table")
        + " and "
        + coverage.columnsChecked()
        + " of "
        + counted(coverage.columns(), "column")
        + ".";
  }

  private String where(int tables) {
    Server server = report.server();
    return counted(tables, "table")
        + " in database \""
        + server.database()
        + "\" at "
        + server.address()
        + " (server \""
        + server.id()
        + "\"), read from "
        + report.catalog().source().word()
        + ".";
  }

  private void writeFindings(SiteSink page) {
    List<Finding> findings = result().findings();
    if (findings.isEmpty()) {
      return;
    }
    page.section(2, "Findings");
    String table = null;
    for (Finding finding : findings.subList(0, Math.min(findings.size(), MOST_FINDINGS))) {
      if (!finding.table().equals(table)) {
        if (table != null) {
          endTable(page);
        }
        table = finding.table();
        page.section(3, table);
        page.table(List.of("Finding", "Column", "Expected", "Found", "Where", "Outcome"));
      }
      page.row(
          List.of(
              Cell.of(finding.code().code() + " " + finding.code().title()),
              Cell.of(finding.column() == null ? "" : finding.column()),
              Cell.of(finding.expected()),
              Cell.of(found(finding)),
              Cell.of(finding.at() == null ? "" : finding.at().file() + ":" + finding.at().line()),
              Cell.of(outcome(finding))));
    }
    endTable(page);
    if (findings.size() > MOST_FINDINGS) {
      more(page, counted(findings.size() - MOST_FINDINGS, "more finding"));
    }
    page.endSection(2);
  }

  private static void endTable(SiteSink page) {
    page.endTable();
    page.endSection(3);
  }

  private static String found(Finding finding) {
    StringBuilder found = new StringBuilder(finding.actual());
    if (!finding.why().isEmpty()) {
      found.append(": ").append(finding.why());
    }
    if (!finding.suggestions().isEmpty()) {
      List<String> names = finding.suggestions().stream().map(Suggestion::name).toList();
      found.append("; did you mean ").append(String.join(", or ", names)).append('?');
    }
    return found.toString();
  }

  private String outcome(Finding finding) {
    Acceptance acceptance = finding.acceptedBy();
    if (acceptance == null) {
      return result().failOn().includes(finding.severity())
          ? "breaks the contract"
          : finding.severity().word();
    }
    return "accepted"
        + (acceptance.until() == null ? "" : " until " + acceptance.until())
        + ": "
        + acceptance.reason();
  }

  private void writeUnchecked(SiteSink page) {
    List<Unchecked> all = result().coverage().unchecked();
    if (all.isEmpty()) {
      return;
    }
    page.section(2, "Not checked");
    page.table(List.of("Demand", "Of", "Why not"));
    for (Unchecked unchecked : all.subList(0, Math.min(all.size(), MOST_UNCHECKED))) {
      page.row(
          List.of(
              Cell.of(unchecked.what().word().replace('-', ' ')),
              Cell.of(unchecked.object()),
              Cell.of(unchecked.why())));
    }
    page.endTable();
    if (all.size() > MOST_UNCHECKED) {
      more(page, counted(all.size() - MOST_UNCHECKED, "more demand"));
    }
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
                  : String.valueOf(relation.columns().size())));
      row.add(Cell.prose(table.comment()));
      if (datasets) {
        row.add(Cell.of(dataset(table.dataset())));
      }
      page.row(row);
    }
    page.endTable();
    if (more > 0) {
      more(page, counted(more, "more table"));
    }
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
        more(page, counted(rows.size(), "column"));
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

  /** Fields stand below what holds them, by their path. */
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

  private void more(SiteSink page, String what) {
    page.paragraph(what + ", which would be too much for this page: see ", WHOLE_SCHEMA, wholePage);
  }

  private static String anchor(int number) {
    return "table-" + number;
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
