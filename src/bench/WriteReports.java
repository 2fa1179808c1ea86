import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.files.ExecutionFolder;
import io.github.qsmaven.report.files.Formats;
import io.github.qsmaven.report.files.ReportFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes every report of a check of 10,000 tables with 30 columns, of which one in a hundred is wrong. */
final class WriteReports {
  private static final String[] TYPES = {
    "bigint", "text", "timestamp without time zone", "numeric(18,4)", "boolean", "jsonb"
  };

  private WriteReports() {}

  /** Arguments: folder, tables, columns. Prints a line for each format, and one for all together. */
  public static void main(String[] args) throws Exception {
    Path folder = Path.of(args[0]);
    CheckReport report = report(Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    SourceTree sources = new SourceTree("", "", new SourcePosition("pom.xml", 1, 1));
    List<String> words = List.of(Formats.words().split(", "));
    long all = System.nanoTime();
    ReportFiles<CheckReport> files =
        ReportFiles.of(ExecutionFolder.of(folder), new Formats(Goal.CHECK, words, sources));
    files.prepare();
    files.write(report);
    all = System.nanoTime() - all;
    System.out.printf("all %d ms%n", all / 1_000_000);
    for (String format : words) {
      long start = System.nanoTime();
      ReportFiles.of(ExecutionFolder.of(folder), new Formats(Goal.CHECK, Set.of(format), sources)).write(report);
      System.out.printf(
          "%s %d ms %d bytes%n",
          format, (System.nanoTime() - start) / 1_000_000,
          Files.size(folder.resolve(new Formats(Goal.CHECK, words, sources).fileName(format))));
    }
  }

  private static CheckReport report(int tables, int columns) {
    List<Table> listed = new ArrayList<>();
    Map<TableName, TableDetails> relations = new LinkedHashMap<>();
    List<Checked> checked = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    for (int t = 0; t < tables; t++) {
      String name = "web_data_%05d".formatted(t);
      Table table =
          new Table(
              new TableName("public", name), TableType.TABLE, true, "Events of the web, part " + t);
      listed.add(table);
      SourcePosition at = new SourcePosition("src/main/qs/web.odcs.yaml", t * (columns + 5) + 1, 5);
      checked.add(new Checked(name, null, at));
      List<Column> all = new ArrayList<>();
      for (int c = 0; c < columns; c++) {
        String column = "column_" + c + "_" + TYPES[c % TYPES.length].substring(0, 4);
        all.add(
            new Column(
                column,
                c + 1,
                new ColumnType(TYPES[c % TYPES.length], TypeShape.SCALAR),
                c > 0,
                null,
                c % 10 == 0 ? "Comment " + c : null,
                List.of()));
        SourcePosition place =
            new SourcePosition("src/main/qs/web.odcs.yaml", at.line() + c + 2, 9);
        checked.add(new Checked(name, column, place));
        if ((t * columns + c) % 100 == 0) {
          findings.add(
              new Finding(
                  FindingCode.TYPE_MISMATCH,
                  FindingCode.TYPE_MISMATCH.severity(),
                  name,
                  column,
                  place,
                  "integer",
                  TYPES[c % TYPES.length],
                  "",
                  List.of(),
                  null));
        }
      }
      relations.put(table.name(), new TableDetails(table, all, List.of(all.get(0).name()), List.of()));
    }
    return new CheckReport(
        Goal.CHECK,
        new Server("qs", "localhost", 5432, "bench", "verify-full", "18.1"),
        new SchemaDetails(
            new Catalog(CatalogSource.PG_CATALOG, List.of("public"), true, listed),
            relations,
            Map.of()),
        new CheckResult(
            findings, new Coverage(tables, tables * columns, checked, List.of(), List.of()), FailOn.ERROR),
        "src/main/qs/accept.yaml");
  }
}
