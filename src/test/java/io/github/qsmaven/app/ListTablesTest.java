package io.github.qsmaven.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Suggestion.Reason;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.report.ReportFormat;
import io.github.qsmaven.testing.MissingTable;
import io.github.qsmaven.testing.NameCheck;
import io.github.qsmaven.testing.Superuser;
import io.github.qsmaven.testing.TableFindings;
import io.github.qsmaven.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListTablesTest {
  private static TestDatabase database;

  @TempDir Path folder;

  @BeforeAll
  static void createRelations() throws SQLException {
    database =
        new TestDatabase(
            "CREATE SCHEMA sales",
            "CREATE SCHEMA \"do.ts\"",
            "CREATE TABLE public.orders (x int)",
            "CREATE TABLE public.\"Customers\" (x int)",
            "CREATE TABLE public.payroll (x int)",
            "CREATE TABLE sales.invoices (x int)",
            "CREATE SCHEMA locked",
            "CREATE TABLE locked.inside (x int)",
            "CREATE TABLE \"do.ts\".\"a.b\" (x int)",
            "CREATE VIEW public.view_1 AS SELECT 1 AS x");
    String role = Superuser.identifier(database.role());
    database.execute(
        "GRANT USAGE ON SCHEMA sales, \"do.ts\" TO " + role,
        "GRANT SELECT ON ALL TABLES IN SCHEMA public, sales, \"do.ts\" TO " + role,
        "REVOKE ALL ON public.payroll FROM " + role);
  }

  private CheckOutcome run(List<String> schemas, NameFilter filter, String... expected)
      throws CannotCheckException {
    return run(schemas, filter, false, expected);
  }

  private CheckOutcome run(
      List<String> schemas, NameFilter filter, boolean failOnUnreadable, String... expected)
      throws CannotCheckException {
    return run(null, schemas, filter, failOnUnreadable, expected);
  }

  private CheckOutcome run(
      @Nullable CatalogSource pinned,
      List<String> schemas,
      NameFilter filter,
      boolean failOnUnreadable,
      String... expected)
      throws CannotCheckException {
    return new NameCheck(database.target(), folder)
        .with(pinned, 40_000)
        .with(new CatalogQuery(schemas, EnumSet.of(TableType.TABLE), filter))
        .with(CheckRules.ofNames(false, failOnUnreadable, true))
        .with(EnumSet.allOf(ReportFormat.class))
        .run(expected);
  }

  private TableFindings findings(String... expected) throws CannotCheckException {
    return TableFindings.of(run(List.of(), NameFilter.ALL, expected).report());
  }

  private static List<String> texts(List<MissingTable> missing) {
    return missing.stream().map(finding -> finding.expected().text()).toList();
  }

  @Test
  void writesTheReportsAndSaysWhereTheAnswerIsFrom() throws Exception {
    CheckOutcome result = run(List.of(), NameFilter.ALL);

    assertThat(folder.resolve("tables.txt")).hasContent("Customers\norders\npayroll\n");
    assertThat(result.files())
        .contains(folder.resolve("tables.txt"), folder.resolve("tables.json"));
    assertThat(result.report().server().database()).isEqualTo(database.name());
    assertThat(result.report().server().sslMode()).isEqualTo("verify-full");
  }

  @Test
  void whatIsListedIsThere() throws Exception {
    TableFindings findings = findings("orders", "public.orders", "Customers");

    assertThat(findings.missing()).isEmpty();
    assertThat(findings.unlisted()).isEmpty();
  }

  @Test
  void whatIsNotListedIsAskedForBeforeItIsCalledMissing() throws Exception {
    TableFindings findings = findings("view_1", "sales.invoices", "do.ts.a.b", "public.view_1");

    assertThat(findings.missing()).isEmpty();
    assertThat(findings.unlisted()).hasSize(4);
    assertThat(findings.unreadable()).isEmpty();
  }

  @Test
  void aSchemaThatMayNotBeLookedIntoHidesNothingAndInventsNothing() throws Exception {
    TableFindings findings = findings("locked.inside", "locked.nothing", "payroll");

    assertThat(texts(findings.missing())).containsExactly("locked.nothing");
    assertThat(findings.unreadable()).containsExactly(new TableReference("locked.inside"));

    TableFindings named =
        TableFindings.of(run(List.of("locked"), NameFilter.ALL, "inside", "nothing").report());
    assertThat(texts(named.missing())).containsExactly("nothing");
  }

  @Test
  void whatMayNotBeReadIsMissingIfThatIsDemandedThoughItIsListed() throws Exception {
    String[] expected = {"orders", "payroll", "public.payroll", "locked.inside", "view_1", "gone"};

    TableFindings findings =
        TableFindings.of(run(List.of(), NameFilter.ALL, true, expected).report());

    assertThat(findings.missing())
        .extracting(finding -> finding.expected().text(), MissingTable::unreadable)
        .containsExactly(
            tuple("payroll", true),
            tuple("public.payroll", true),
            tuple("locked.inside", true),
            tuple("gone", false));
    assertThat(
            texts(
                TableFindings.of(run(List.of(), NameFilter.ALL, false, expected).report())
                    .missing()))
        .containsExactly("gone");
  }

  @Test
  void whatTheFiltersHideIsStillThere() throws Exception {
    TableFindings findings =
        TableFindings.of(
            run(List.of(), new NameFilter(List.of(), List.of(new Glob("*"))), "orders", "payroll")
                .report());

    assertThat(findings.missing()).isEmpty();
    assertThat(findings.unreadable()).containsExactly(new TableReference("payroll"));
  }

  @Test
  void everyMissingTableIsFoundInOneRunWithWhatMayHaveBeenMeant() throws Exception {
    TableFindings findings =
        findings("ordres", "customers", "invoices", "nothing_like_it", "orders");

    assertThat(findings.missing())
        .containsExactly(
            missing("ordres", new Suggestion("orders", Reason.SPELLING)),
            missing("customers", new Suggestion("Customers", Reason.CASE)),
            missing("invoices", new Suggestion("sales.invoices", Reason.SCHEMA)),
            missing("nothing_like_it"));
  }

  private static MissingTable missing(String name, Suggestion... suggestions) {
    return new MissingTable(new TableReference(name), List.of(suggestions));
  }

  @Test
  void namedSchemasReplaceTheSearchPath() throws Exception {
    TableFindings findings =
        TableFindings.of(
            run(List.of("sales"), NameFilter.ALL, "invoices", "sales.invoices", "orders").report());

    assertThat(texts(findings.missing())).containsExactly("orders");
    assertThat(findings.missing().get(0).suggestions())
        .contains(new Suggestion("public.orders", Reason.SCHEMA));
  }

  @Test
  void hostileExpectationsAreJustNames() throws Exception {
    String drop = "x\"; DROP TABLE public.orders; --";

    assertThat(texts(findings(drop, "a'b", "%", "::error::", "\n").missing())).hasSize(5);
    assertThat(findings("orders").missing()).isEmpty();
  }

  @Test
  void nothingIsAskedWhereReportsCannotBeWritten() throws Exception {
    Files.createDirectory(folder.resolve("tables.txt"));

    assertThatThrownBy(() -> run(List.of("no such schema"), NameFilter.ALL))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("Cannot write the reports");
  }

  @Test
  void whatCannotBeFoundOutWritesNoReport() throws Exception {
    assertThatThrownBy(() -> run(List.of("no such schema"), NameFilter.ALL))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining(": \"no such schema\".");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatCanBeReadInOneOfTheSchemasIsReadableWhateverAnotherSchemaSays() throws Exception {
    TableFindings findings =
        TableFindings.of(
            run(List.of("locked", "sales"), NameFilter.ALL, true, "invoices").report());

    assertThat(findings.missing()).isEmpty();
    assertThat(findings.unreadable()).isEmpty();
  }

  @Test
  void whatMayNotBeReadIsThereThoughTheCatalogHidesIt() throws Exception {
    TableFindings findings =
        TableFindings.of(
            run(
                    CatalogSource.INFORMATION_SCHEMA,
                    List.of("public"),
                    NameFilter.ALL,
                    false,
                    "payroll",
                    "public.payroll",
                    "public.nothing")
                .report());

    assertThat(texts(findings.missing())).containsExactly("public.nothing");
    assertThat(findings.unreadable())
        .containsExactlyInAnyOrder(
            new TableReference("payroll"), new TableReference("public.payroll"));
  }
}
