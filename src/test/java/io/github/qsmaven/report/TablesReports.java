package io.github.qsmaven.report;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.testing.MissingTable;
import io.github.qsmaven.testing.TableFindings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Makes reports for the tests of the writers. */
public final class TablesReports {
  /** Names that break what does not escape: lines, quotes, markup, commands, terminals. */
  public static final List<String> HOSTILE =
      List.of(
          "it's \"quoted\"",
          "two\nlines",
          "carriage\rreturn",
          "tab\tbed",
          "<script>alert(1)</script>",
          "]]>&amp;",
          "::error::pwned",
          "##vso[task.setvariable variable=a]b",
          "##[error]x",
          "back\\slash",
          "bell\u0007 escape\u001B[31m",
          "del\u007F c1\u0085",
          "line\u2028paragraph\u2029",
          "rtl\u202Etxt",
          "😀👩‍💻",
          "#comment",
          " blanks ",
          "a.b",
          "%s %n {0} ${x}",
          "é".repeat(5_000));

  private TablesReports() {}

  public static Server server() {
    return new Server("qs", "db.example.org", 5432, "prod:all?FLATTEN", "verify-full", "18.6");
  }

  public static CheckReport of(List<Table> tables, TableFindings findings) {
    return findings.report(
        server(),
        SchemaDetails.of(new Catalog(CatalogSource.PG_CATALOG, List.of("public"), true, tables)));
  }

  public static TableFindings nothingExpected() {
    return new TableFindings(List.of(), Set.of(), Set.of(), List.of());
  }

  public static CheckReport listing(String... names) {
    return of(tables(List.of(names)), nothingExpected());
  }

  /**
   * What no server sends, and no contract may demand, but what a reason or a type in YAML can hold.
   */
  public static final String LONE_SURROGATE = "lone\uD800surrogate\uDC00";

  public static List<Table> tables(List<String> names) {
    List<Table> tables = new ArrayList<>();
    names.forEach(
        name -> tables.add(new Table(new TableName("public", name), TableType.TABLE, true, name)));
    return tables;
  }

  public static CheckReport hostile() {
    List<TableReference> expected = HOSTILE.stream().map(TableReference::new).toList();
    List<MissingTable> missing =
        expected.stream()
            .limit(10)
            .map(
                table ->
                    new MissingTable(
                        table,
                        HOSTILE.stream()
                            .limit(3)
                            .map(name -> new Suggestion(name, Suggestion.Reason.SPELLING))
                            .toList()))
            .toList();
    return of(tables(HOSTILE), new TableFindings(expected, Set.of(), Set.of(), missing));
  }
}
