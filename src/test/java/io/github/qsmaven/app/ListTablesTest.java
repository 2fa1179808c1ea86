package io.github.qsmaven.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Suggestion.Reason;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableStatus;
import io.github.qsmaven.model.TableStatus.Presence;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.testing.AllFormats;
import io.github.qsmaven.testing.MissingTable;
import io.github.qsmaven.testing.NameCheck;
import io.github.qsmaven.testing.Superuser;
import io.github.qsmaven.testing.TableFindings;
import io.github.qsmaven.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

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
            "CREATE VIEW public.view_1 AS SELECT 1 AS x",
            "CREATE SCHEMA cased",
            "CREATE TABLE cased.\"Twice\" (x int)",
            "CREATE VIEW cased.twice AS SELECT 1 AS x",
            "CREATE TABLE cased.\"Two\" (x int)",
            "CREATE TABLE cased.\"TWO\" (x int)",
            "CREATE VIEW cased.\"View_2\" AS SELECT 1 AS x");
    String role = Superuser.identifier(database.role());
    database.execute(
        "GRANT USAGE ON SCHEMA sales, cased, \"do.ts\" TO " + role,
        "GRANT SELECT ON ALL TABLES IN SCHEMA public, sales, cased, \"do.ts\" TO " + role,
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
        .with(Set.copyOf(AllFormats.WORDS))
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

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(Files.readString(folder.resolve("tables.json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "html", "columns", "html columns"})
  void theReportSaysWhetherItHasColumns(String wanted) throws Exception {
    Set<String> formats = wanted.startsWith("html") ? Set.of("json", "html") : Set.of("json");
    NameCheck list = new NameCheck(database.target(), folder).with(formats);
    (wanted.endsWith("columns") ? list.withColumns() : list).run("view_1");

    JsonNode json = json();
    assertThat(json.get("columns").asBoolean()).isEqualTo(!wanted.isEmpty());
    assertThat(json.get("tables").findValuesAsString("name")).contains("orders", "payroll");
    for (JsonNode table : json.get("tables")) {
      assertThat(table.has("columns")).isEqualTo(!wanted.isEmpty());
    }
    assertThat(json.get("tables").toString().contains("\"type\":\"integer\""))
        .isEqualTo(!wanted.isEmpty());
  }

  @Test
  void nobodyReadsColumnsThatNoReportShows() throws Exception {
    CheckOutcome outcome =
        new NameCheck(database.target(), folder).with(Set.of("text")).withColumns().run();

    assertThat(outcome.report().structure().relations()).isEmpty();
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

  /** {@code information_schema} shows no table without a privilege. */
  @Test
  void whereTheCatalogDoesNotShowEverySchemaItIsUnknownWhatALockedOneHas() throws Exception {
    CheckOutcome outcome =
        run(
            CatalogSource.INFORMATION_SCHEMA,
            List.of("public"),
            NameFilter.ALL,
            false,
            "locked.inside",
            "locked.nothing",
            "sales.nothing");

    assertThat(texts(TableFindings.of(outcome.report()).missing()))
        .containsExactly("sales.nothing");
    assertThat(outcome.report().result().coverage().expectedTables())
        .extracting(TableStatus::presence)
        .containsExactly(Presence.UNKNOWN, Presence.UNKNOWN, Presence.MISSING);
    assertThat(outcome.report().result().findings().get(0).why())
        .isEqualTo(
            "this credential may not use schema locked, so it is unknown whether the table exists");
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

  /** The findings, as {@code QS106 customers}. */
  private static List<String> codes(CheckOutcome outcome) {
    return outcome.report().result().findings().stream()
        .map(finding -> finding.code().code() + " " + finding.object())
        .toList();
  }

  @Test
  void aNameStandsForItsLowerCaseAsInSql() throws Exception {
    TableFindings findings = findings("ORDERS", "Public.Orders", "SALES.Invoices", "VIEW_1");

    assertThat(findings.missing()).isEmpty();
    assertThat(findings.unlisted())
        .extracting(TableReference::text)
        .containsExactlyInAnyOrder("SALES.Invoices", "VIEW_1");
  }

  @Test
  void anotherCaseIsReportedWithBothSpellings() throws Exception {
    CheckOutcome outcome =
        run(List.of(), NameFilter.ALL, "customers", "CUSTOMERS", "Cased.view_2", "cased.view_2");

    assertThat(codes(outcome))
        .containsExactly(
            "QS106 customers", "QS106 CUSTOMERS", "QS106 Cased.view_2", "QS106 cased.view_2");
    assertThat(TableFindings.of(outcome.report()).missing())
        .containsExactly(
            missing("customers", new Suggestion("Customers", Reason.CASE)),
            missing("CUSTOMERS", new Suggestion("Customers", Reason.CASE)),
            missing("Cased.view_2", new Suggestion("cased.View_2", Reason.CASE)),
            missing("cased.view_2", new Suggestion("cased.View_2", Reason.CASE)));
    assertThat(outcome.report().result().findings().get(0))
        .extracting(Finding::expected, Finding::actual, Finding::severity)
        .containsExactly("customers", "Customers", Severity.ERROR);
    assertThat(folder.resolve("tables.json"))
        .content()
        .containsPattern("\"name\" ?: ?\"customers\",\\s*\"found\" ?: ?false");
  }

  @Test
  void aTableOfThatVeryNameComesBeforeOneThatIsListedInAnotherCase() throws Exception {
    CheckOutcome outcome = run(List.of("cased"), NameFilter.ALL, "TWICE");

    assertThat(codes(outcome)).isEmpty();
    assertThat(TableFindings.of(outcome.report()).unlisted())
        .containsExactly(new TableReference("TWICE"));
  }

  @Test
  void namesThatDifferInCaseOnlyNeedATableEach() throws Exception {
    CheckOutcome listed = run(List.of("cased"), NameFilter.ALL, "twice", "Twice", "TWICE");
    CheckOutcome unlisted = run(List.of(), NameFilter.ALL, "VIEW_1", "view_1", "View_1");

    assertThat(codes(listed)).containsExactly("QS101 TWICE");
    assertThat(listed.report().result().findings().get(0).why())
        .isEqualTo(
            "Twice, twice are expected as well, and names that differ only in case need a table"
                + " each");
    assertThat(TableFindings.of(listed.report()).missing()).containsExactly(missing("TWICE"));
    assertThat(codes(unlisted)).containsExactly("QS101 VIEW_1", "QS101 View_1");
    assertThat(codes(run(List.of(), NameFilter.ALL, "ORDERS", "Orders")))
        .containsExactly("QS106 ORDERS", "QS106 Orders");
    assertThat(codes(run(List.of("cased"), NameFilter.ALL, "two", "Two")))
        .containsExactly("QS106 two");
  }

  @Test
  void namesThatDifferInCaseOnlyAreAmbiguous() throws Exception {
    CheckOutcome outcome = run(List.of("cased"), NameFilter.ALL, "two");

    assertThat(codes(outcome)).containsExactly("QS105 two");
    assertThat(TableFindings.of(outcome.report()).missing())
        .containsExactly(
            missing(
                "two",
                new Suggestion("cased.TWO", Reason.CASE),
                new Suggestion("cased.Two", Reason.CASE)));
  }

  private Finding only(String name) throws Exception {
    List<Finding> findings = run(List.of(), NameFilter.ALL, name).report().result().findings();
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  @Test
  void aMissingTableIsLookedForInItsSchemaThoughThatIsNotSearched() throws Exception {
    Finding typo = only("sales.invoice");
    Finding inAnotherCase = only("SALES.gone");
    Finding both = only("sale.invoice");

    assertThat(typo.actual()).isEqualTo("nothing of that name in schema public");
    assertThat(typo.why()).isEqualTo("it is not in schema sales");
    assertThat(typo.suggestions())
        .containsExactly(new Suggestion("sales.invoices", Reason.SPELLING));
    assertThat(inAnotherCase.why()).isEqualTo("it is not in schema sales");
    assertThat(both.why()).isEqualTo("the server lists no schema sale");
    assertThat(both.suggestions())
        .containsExactly(new Suggestion("sales.invoices", Reason.SPELLING));
    assertThat(only("nowhere.near").why()).isEqualTo("the server lists no schema nowhere");
    assertThat(only("gone").why()).isEmpty();
  }

  @Test
  void caseCountsWhereThatIsWanted() throws Exception {
    CheckOutcome outcome =
        new NameCheck(database.target(), folder)
            .with(CheckRules.ofNames(true, false, true))
            .run("ORDERS", "VIEW_1", "public.Orders", "Customers", "cased.TWICE");

    assertThat(codes(outcome))
        .containsExactly(
            "QS106 ORDERS", "QS106 VIEW_1", "QS106 public.Orders", "QS105 cased.TWICE");
    assertThat(TableFindings.of(outcome.report()).missing())
        .extracting(missing -> missing.suggestions().get(0).name())
        .containsExactly("orders", "public.view_1", "orders", "cased.Twice");
  }

  @Test
  void whereEachMustBeReadableOneInLowerCaseIsAskedForByItsOwnName() throws Exception {
    CheckOutcome outcome =
        run(List.of(), NameFilter.ALL, true, "ORDERS", "PUBLIC.PAYROLL", "LOCKED.Inside");

    assertThat(codes(outcome)).containsExactly("QS102 PUBLIC.PAYROLL", "QS102 LOCKED.Inside");
  }

  @Test
  void namesThatLookLikeTheShortFormSayWhereColumnsAreCompared() throws Exception {
    CheckOutcome outcome = run(List.of(), NameFilter.ALL, "orders(x int)");

    assertThat(codes(outcome)).containsExactly("QS101 orders(x int)");
    assertThat(outcome.report().result().findings().get(0).why()).contains("qs:check");
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
