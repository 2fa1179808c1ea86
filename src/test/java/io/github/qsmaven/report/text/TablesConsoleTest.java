package io.github.qsmaven.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.SkippedCatalog;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Suggestion.Reason;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.TablesReports;
import io.github.qsmaven.testing.MissingTable;
import io.github.qsmaven.testing.TableFindings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TablesConsoleTest {
  private static final List<Path> FILES = List.of(Path.of("target", "qs", "tables.txt"));

  private static ConsoleSummary summary(CheckReport report) {
    return new ConsoleFormat(Colors.NONE).summarize(new ResultView(report), FILES);
  }

  private static List<String> lines(CheckReport report) {
    return summary(report).lines(Duration.ofMillis(1234));
  }

  private static TableFindings findings(List<MissingTable> missing, String... expected) {
    return new TableFindings(
        List.of(expected).stream().map(TableReference::new).toList(), Set.of(), Set.of(), missing);
  }

  @Test
  void saysHowManyFromWhereInWhatTimeAndWhereTheReportIs() {
    assertThat(lines(TablesReports.listing("orders", "customers")))
        .containsExactly(
            "2 tables in schema public of database \"prod:all?FLATTEN\" at db.example.org:5432"
                + " (server \"qs\"), read from pg_catalog in 1.2 s:",
            "  customers",
            "  orders",
            "Report: " + FILES.get(0));
  }

  @Test
  void showsFiftyNamesAndHowManyMoreThereAre() {
    String[] names = IntStream.range(100, 173).mapToObj(i -> "t" + i).toArray(String[]::new);

    assertThat(lines(TablesReports.listing(names)))
        .contains("  t149", "  ... and 23 more, in " + FILES.get(0))
        .doesNotContain("  t150")
        .hasSize(53);
  }

  @Test
  void fiftyNamesAreAll() {
    String[] names = IntStream.range(100, 150).mapToObj(i -> "t" + i).toArray(String[]::new);

    assertThat(lines(TablesReports.listing(names))).noneMatch(line -> line.contains("more"));
  }

  @Test
  void saysThatWhatWasExpectedIsThere() {
    CheckReport report =
        TablesReports.of(TablesReports.tables(List.of("a", "b")), findings(List.of(), "a", "b"));

    assertThat(lines(report)).contains("Found all 2 expected tables.");
  }

  @Test
  void aListingOfNothingIsAWarning() {
    assertThat(summary(TablesReports.listing()).warnings())
        .singleElement()
        .asString()
        .contains("No table is listed", "nothing was checked");
  }

  @Test
  void whatIsThereButNotListedIsSaidAndWhatIsNotReadableIsAWarning() {
    TableReference hidden = new TableReference("hidden");
    TableReference payroll = new TableReference("payroll");
    CheckReport report =
        TablesReports.of(
            TablesReports.tables(List.of("a")),
            new TableFindings(
                List.of(hidden, payroll), Set.of(hidden, payroll), Set.of(payroll), List.of()));

    assertThat(lines(report))
        .contains("Found all 2 expected tables (not listed, but accessible: hidden, payroll).");
    assertThat(summary(report).warnings())
        .containsExactly("payroll exists, but this credential may not read it.");
  }

  @Test
  void aListingOfNothingIsStillACheckWhereTablesAreExpected() {
    CheckReport report =
        TablesReports.of(
            List.of(),
            new TableFindings(
                List.of(new TableReference("x")),
                Set.of(new TableReference("x")),
                Set.of(),
                List.of()));

    assertThat(summary(report).warnings())
        .singleElement()
        .asString()
        .doesNotContain("nothing was checked");
  }

  @Test
  void theFailureListsEveryMissingTableAndEndsWithWhatToDo() {
    CheckReport report =
        TablesReports.of(
            TablesReports.tables(List.of("orders")),
            findings(
                List.of(
                    new MissingTable(
                        new TableReference("ordres"),
                        List.of(
                            new Suggestion("Ordres", Reason.CASE),
                            new Suggestion("sales.ordres", Reason.SCHEMA),
                            new Suggestion("orders", Reason.SPELLING))),
                    new MissingTable(new TableReference("gone"), List.of())),
                "ordres",
                "gone",
                "orders"));
    ConsoleSummary summary = summary(report);

    assertThat(summary.headline()).isEqualTo("Missing: ordres, gone");
    assertThat(summary.failureMessage())
        .startsWith(
            "2 of 3 expected tables are missing from database \"prod:all?FLATTEN\" at"
                + " db.example.org:5432 (server \"qs\"):")
        .contains(
            "\n  ordres  is not in schema public; did you mean Ordres (differs in case), or"
                + " sales.ordres (another schema), or orders?\n",
            "\n  gone  is not in schema public\n",
            FILES.get(0).toString());
    assertThat(summary.failureMessage().lines().reduce((a, b) -> b).orElseThrow())
        .startsWith("What to do: ");
  }

  @Test
  void aQualifiedNameWasLookedForAsSuchToo() {
    CheckReport report =
        TablesReports.of(
            List.of(),
            findings(List.of(new MissingTable(new TableReference("a.b"), List.of())), "a.b"));

    assertThat(summary(report).failureMessage())
        .contains("\n  a.b  does not exist under that name, nor in schema public\n");
  }

  @Test
  void whatMayNotBeReadIsAFindingOfItsOwnWhereItCounts() {
    TableReference payroll = new TableReference("payroll");
    CheckReport report =
        TablesReports.of(
            TablesReports.tables(List.of("payroll")),
            new TableFindings(
                List.of(payroll),
                Set.of(),
                Set.of(payroll),
                List.of(new MissingTable(payroll, true, List.of()))));
    ConsoleSummary summary = summary(report);

    assertThat(summary.failureMessage())
        .contains("\n  payroll  exists, but this credential may not read it (failOnUnreadable)\n")
        .endsWith("If the credential may not read a table, ask its owner to grant SELECT on it.");
    assertThat(summary.warnings()).isEmpty();
  }

  @Test
  void saysWhichCatalogsWereAskedBeforeAndWhatTheOneThatAnsweredCouldNotTell() {
    Catalog catalog =
        new Catalog(
            CatalogSource.SHOW_TABLES,
            List.of("public"),
            true,
            TablesReports.tables(List.of("a")),
            List.of(
                new SkippedCatalog(
                    CatalogSource.PG_CATALOG, "was rejected: '::error::' (SQLSTATE 0A000)"),
                new SkippedCatalog(CatalogSource.PG_CLASS, "returned no schemas")),
            List.of("Not all is known."));
    CheckReport report =
        TablesReports.nothingExpected().report(TablesReports.server(), SchemaDetails.of(catalog));

    assertThat(lines(report))
        .contains(
            "Skipped pg_catalog, which was rejected: ':\\u003Aerror:\\u003A' (SQLSTATE 0A000).",
            "Skipped pg_class, which returned no schemas.");
    assertThat(summary(report).warnings()).containsExactly("Not all is known.");
  }

  @Test
  void theHeadlineStaysShort() {
    List<MissingTable> missing =
        IntStream.range(0, 1000)
            .mapToObj(i -> new MissingTable(new TableReference("t" + i), List.of()))
            .toList();
    String[] expected = IntStream.range(0, 1000).mapToObj(i -> "t" + i).toArray(String[]::new);
    CheckReport report = TablesReports.of(List.of(), findings(missing, expected));

    assertThat(summary(report).headline()).isEqualTo("Missing: t0, t1, t2, t3, t4 and 995 more");
  }

  @Test
  void anEmptySearchPathIsSaid() {
    CheckReport report =
        TablesReports.nothingExpected()
            .report(
                TablesReports.server(),
                SchemaDetails.of(
                    new Catalog(CatalogSource.PG_CATALOG, List.of(), true, List.of())));

    assertThat(lines(report).get(0)).startsWith("0 tables in an empty search path of database");
  }

  @Test
  void noLineOfHostileNamesIsACommandOrMoreThanALine() {
    ConsoleSummary summary = summary(TablesReports.hostile());

    assertThat(summary.lines(Duration.ZERO))
        .allSatisfy(line -> assertThat(line.lines().count()).isEqualTo(1))
        .allSatisfy(line -> assertThat(line.chars()).noneMatch(Character::isISOControl))
        .allSatisfy(line -> assertThat(line).doesNotContain("::", "##vso[", "##["));
    assertThat(summary.failureMessage() + summary.headline())
        .doesNotContain("::", "##vso[", "##[", "\u001B", "\r", "\u202E");
    assertThat(summary.failureMessage().lines()).hasSize(10 + 5);
  }
}
