package io.github.qsmaven.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.qsmaven.app.CheckRequest.Scope;
import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.contract.Contracts;
import io.github.qsmaven.contract.ExpectedTablesReader;
import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.files.ExecutionFolder;
import io.github.qsmaven.report.files.ReportFiles;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.testing.AllFormats;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.Superuser;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator;
import io.github.qsmaven.testing.queryservice.ShowTables;
import io.github.qsmaven.testing.queryservice.SimulatedCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {
  private static final int PAGE = 40_000;
  private static final Set<TableType> ALL_TYPES = EnumSet.allOf(TableType.class);

  private static TestDatabase database;

  private static final CatalogQuery ANY = new CatalogQuery(List.of(), ALL_TYPES, NameFilter.ALL);

  @TempDir Path folder;

  @BeforeAll
  static void createRelations() throws SQLException {
    List<String> statements =
        new ArrayList<>(
            List.of(
                "CREATE SCHEMA sales",
                "CREATE SCHEMA locked",
                "CREATE TABLE public.orders (id bigint PRIMARY KEY, note varchar(20))",
                "CREATE TABLE sales.invoices (id int, total numeric(10, 2) NOT NULL)",
                "CREATE TABLE locked.inside (id int)",
                "CREATE VIEW public.open_orders AS SELECT id FROM public.orders",
                "CREATE VIEW sales.paid AS SELECT id FROM sales.invoices",
                "CREATE SCHEMA cased",
                "CREATE TABLE cased.\"Mixed\" (\"Id\" bigint, note text)",
                "CREATE TABLE cased.\"Twice\" (id bigint)",
                "CREATE VIEW cased.twice AS SELECT 'a'::text AS id"));
    for (int i = 0; i < 20; i++) {
      statements.add("CREATE TABLE public.t" + i + " (id int, at timestamp, tags text[])");
    }
    database = new TestDatabase(statements.toArray(String[]::new));
    database.execute(
        "GRANT USAGE ON SCHEMA sales, cased TO " + Superuser.identifier(database.role()),
        "GRANT SELECT ON ALL TABLES IN SCHEMA public, sales, cased TO "
            + Superuser.identifier(database.role()));
  }

  private List<ExpectedTable> expectations(String... tables) throws CannotCheckException {
    return new ExpectedTablesReader(new BaseFolder(folder), false).read(List.of(tables), null);
  }

  private CheckResult check(String... tables) throws CannotCheckException {
    return check(ANY, tables);
  }

  private CheckResult check(CatalogQuery query, String... tables) throws CannotCheckException {
    return check(database.target(), query, Map.of(), tables);
  }

  private CheckResult check(
      Target target, CatalogQuery query, Map<FindingCode, Severity> severities, String... tables)
      throws CannotCheckException {
    return check(target, query, severities, expectations(tables));
  }

  private CheckResult check(
      Target target,
      CatalogQuery query,
      Map<FindingCode, Severity> severities,
      List<ExpectedTable> demanded)
      throws CannotCheckException {
    return report(target, query, severities, Scope.EXPECTED_COLUMNS, demanded).result();
  }

  private CheckReport report(
      Target target,
      CatalogQuery query,
      Map<FindingCode, Severity> severities,
      Scope scope,
      List<ExpectedTable> demanded)
      throws CannotCheckException {
    try (Sessions sessions = new Sessions()) {
      return new Check(
              sessions,
              new CatalogFallback(null, PAGE),
              new SchemaDetailsReader(PAGE),
              new TableProbe(),
              Clock.systemUTC())
          .run(
              new CheckRequest(
                  Goal.CHECK,
                  target,
                  query,
                  PendingExpectations.of(new Expectations(demanded, List.of(), "accept.yaml")),
                  scope,
                  new CheckRules(false, severities, FailOn.ERROR),
                  ReportFiles.of(ExecutionFolder.of(folder), AllFormats.of(Goal.CHECK))),
              new HeardLog())
          .report();
    }
  }

  private CheckResult check(QueryServiceSimulator server, String... tables)
      throws CannotCheckException {
    return check(Sandbox.target(server), ANY, Map.of(), tables);
  }

  private static List<String> codes(CheckResult result) {
    return result.findings().stream().map(finding -> finding.code().code()).toList();
  }

  @Test
  void whatIsDemandedAndThereIsNoFinding() throws Exception {
    CheckResult result =
        check("orders(id int8 not null, note character varying)", "open_orders(id)");

    assertThat(result.findings()).isEmpty();
    assertThat(result.coverage().tablesChecked()).isEqualTo(2);
    assertThat(result.coverage().columnsChecked()).isEqualTo(3);
    assertThat(result.coverage().unchecked()).isEmpty();
    assertThat(folder.resolve("check.txt")).isNotEmptyFile();
    assertThat(folder.resolve("check.json")).isNotEmptyFile();
    assertThat(folder.resolve("accept-suggestions.yaml")).doesNotExist();
  }

  @Test
  void allThatDiffersIsFoundInOneRun() throws Exception {
    CheckResult result =
        check("orders(id text, note varchar(20) not null, plced timestamp)", "ordres(id bigint)");

    assertThat(result.findings())
        .extracting(finding -> finding.code().code(), Finding::table, Finding::column)
        .containsExactlyInAnyOrder(
            tuple("QS101", "ordres", null),
            tuple("QS201", "orders", "plced"),
            tuple("QS202", "orders", "id"),
            tuple("QS203", "orders", "note"));
    assertThat(folder.resolve("accept-suggestions.yaml")).content().contains("code: QS101");
  }

  @Test
  void aTableBeyondTheSearchPathIsReadByItsQualifiedName() throws Exception {
    CheckResult result = check("sales.invoices(id integer, total numeric(10,2) not null, paid)");

    assertThat(codes(result)).containsExactly("QS201");
    assertThat(result.coverage().columnsChecked()).isEqualTo(3);
  }

  @Test
  void aTableOfATypeThatIsNotListedIsReadAllTheSame() throws Exception {
    CatalogQuery tables = new CatalogQuery(List.of(), EnumSet.of(TableType.TABLE), NameFilter.ALL);

    assertThat(codes(check(tables, "open_orders(id bigint)"))).isEmpty();
    assertThat(codes(check(tables, "open_orders(gone bigint)"))).containsExactly("QS201");
    assertThat(codes(check(tables, "open_orders"))).isEmpty();
  }

  @Test
  void theTypeOfATableBeyondTheSearchPathIsChecked() throws Exception {
    Files.writeString(
        folder.resolve("c.yaml"),
        """
        apiVersion: v3.1.0
        kind: DataContract
        id: c
        version: 1.0.0
        status: active
        schema:
          - name: sales.paid
            physicalType: table
          - name: sales.invoices
            physicalType: table
        """);

    CheckResult result =
        check(
            database.target(),
            ANY,
            Map.of(),
            new Contracts(new BaseFolder(folder)).read(List.of("c.yaml")).tables());

    assertThat(result.findings())
        .extracting(finding -> finding.code().code(), Finding::table)
        .containsExactly(tuple("QS104", "sales.paid"));
    assertThat(result.coverage().unchecked()).isEmpty();
  }

  @Test
  void aTableBeyondTheSearchPathMayBeDemandedWithColumnsAndWithout() throws Exception {
    CheckResult result = check("sales.invoices", "sales.invoices(id integer)");

    assertThat(result.findings()).isEmpty();
    assertThat(result.coverage().tablesChecked()).isEqualTo(2);
    assertThat(result.coverage().columnsChecked()).isEqualTo(1);
  }

  @Test
  void caseCountsBeyondTheSearchPathNoMoreThanOnIt() throws Exception {
    CatalogQuery views = new CatalogQuery(List.of(), EnumSet.of(TableType.VIEW), NameFilter.ALL);

    assertThat(codes(check("Sales.INVOICES(id integer)", "SALES.paid"))).isEmpty();
    assertThat(codes(check(views, "ORDERS(id bigint)", "open_orders"))).isEmpty();
    assertThat(codes(check("INVOICES"))).containsExactly("QS101");
  }

  private static List<String> objects(CheckResult result) {
    return result.findings().stream()
        .map(finding -> finding.code().code() + " " + finding.object())
        .toList();
  }

  @Test
  void anotherCaseThanThatOfSqlIsReportedAndTheCheckGoesOn() throws Exception {
    CatalogQuery cased = new CatalogQuery(List.of("cased"), ALL_TYPES, NameFilter.ALL);
    String[] expected = {"Cased.mixed(id text, NOTE bigint)", "ORDERS(ID bigint)"};

    List<String> unlisted = objects(check(expected));
    List<String> listed = objects(check(cased, expected[0]));

    assertThat(unlisted)
        .isEqualTo(listed)
        .containsExactly(
            "QS106 cased.Mixed",
            "QS202 cased.Mixed.Id",
            "QS206 cased.Mixed.Id",
            "QS202 cased.Mixed.note");
  }

  @Test
  void aTableOfThatVeryNameComesBeforeOneThatIsListedInAnotherCase() throws Exception {
    CatalogQuery tables =
        new CatalogQuery(List.of("cased"), EnumSet.of(TableType.TABLE), NameFilter.ALL);

    assertThat(objects(check(tables, "twice(id text)", "Twice(id bigint)", "cased.TWICE(id text)")))
        .isEmpty();
  }

  @Test
  void onQueryServiceANameMeansTableAndColumnInAnyCase() throws Exception {
    CatalogQuery cased = new CatalogQuery(List.of("cased"), ALL_TYPES, NameFilter.ALL);
    try (QueryServiceSimulator server = Sandbox.over(database).start()) {
      String[] expected = {"cased.MIXED(ID bigint, Note text)", "Orders(ID bigint)"};

      assertThat(objects(check(server, expected))).isEmpty();
      assertThat(objects(check(Sandbox.target(server), cased, Map.of(), expected[0]))).isEmpty();
      assertThat(objects(check(server, "cased.MIXED(id boolean)")))
          .containsExactly("QS202 cased.Mixed.Id");
    }
  }

  @Test
  void aListedTableThatDiffersInCaseIsCheckedThoughTheFilterHasItsOwnCaseOnly() throws Exception {
    CatalogQuery filtered =
        new CatalogQuery(
            List.of("cased", "public"),
            ALL_TYPES,
            new NameFilter(List.of(new Glob("Mixed"), new Glob("t1")), List.of()));

    CheckResult result = check(filtered, "mixed(nope)", "t1");

    assertThat(objects(result)).containsExactly("QS106 cased.Mixed", "QS201 cased.Mixed.nope");
    assertThat(result.coverage().unchecked()).isEmpty();
  }

  /** The list of views can then not be read, but the view can. */
  @Test
  void aViewIsCheckedThoughTheListOfViewsIsCut() throws Exception {
    TestDatabase views =
        new TestDatabase(
            "CREATE TABLE orders (id int)",
            "DO $$ BEGIN FOR i IN 1..1001 LOOP EXECUTE 'CREATE VIEW v' || i || ' AS SELECT 1 AS"
                + " x'; END LOOP; END $$");
    try (QueryServiceSimulator server =
        Sandbox.over(views)
            .rowCap(1_000)
            .refuse(SimulatedCatalog.PG_CATALOG)
            .refuse(SimulatedCatalog.INFORMATION_SCHEMA)
            .start()) {
      CatalogQuery tables =
          new CatalogQuery(List.of(), EnumSet.of(TableType.TABLE), NameFilter.ALL);
      CheckResult result =
          check(Sandbox.target(server), tables, Map.of(), "orders(id)", "v1(x)", "v2(y)");

      assertThat(objects(result)).containsExactly("QS201 v2.y");
      assertThat(result.coverage().tablesChecked()).isEqualTo(3);
    }
  }

  @Test
  void onQueryServiceATableThatIsListedButAnswersAsAbsentIsMissing() throws Exception {
    CatalogQuery tables = new CatalogQuery(List.of(), EnumSet.of(TableType.TABLE), NameFilter.ALL);
    try (QueryServiceSimulator server =
        Sandbox.over(database)
            .refuse(Pattern.compile("open_orders\" WHERE"), "42P01", "does not exist")
            .start()) {
      assertThat(objects(check(Sandbox.target(server), tables, Map.of(), "orders", "open_orders")))
          .containsExactly("QS101 open_orders");
    }
  }

  @Test
  void whatWasFoundOfEachExpectedTableIsKnownInTheOrderOfTheUser() throws Exception {
    CatalogQuery some =
        new CatalogQuery(
            List.of(),
            EnumSet.of(TableType.TABLE),
            new NameFilter(List.of(), List.of(new Glob("t1"))));

    CheckResult result =
        check(some, "t3(id int)", "t1", "gone", "ORDERS", "open_orders", "t3", "cased.mixed");

    assertThat(result.coverage().expectedTables())
        .extracting(table -> table.expected().text() + " " + table.presence())
        .containsExactly(
            "t3 LISTED",
            "gone MISSING",
            "ORDERS LISTED",
            "open_orders ANSWERED",
            "cased.mixed MISSING");
  }

  @Test
  void aTableThatIsNotListedIsReadWhereItIs() throws Exception {
    try (QueryServiceSimulator server =
        Sandbox.over(database)
            .hide(SimulatedCatalog.PG_CATALOG, "invoices")
            .refuse(SimulatedCatalog.INFORMATION_SCHEMA)
            .start()) {
      CheckResult result = check(server, "sales.invoices(id integer, total numeric)");

      assertThat(result.findings()).isEmpty();
      assertThat(result.coverage().columnsChecked()).isEqualTo(2);
    }
  }

  @Test
  void aTableThatShowTablesKnowsIsReadThoughOnlyViewsAreListed() throws Exception {
    try (QueryServiceSimulator server =
        Sandbox.over(database)
            .refuse(SimulatedCatalog.PG_CATALOG)
            .refuse(SimulatedCatalog.INFORMATION_SCHEMA)
            .showTables(ShowTables.NAME_AND_TYPE)
            .start()) {
      CheckResult result =
          check(
              Sandbox.target(server),
              new CatalogQuery(List.of(), EnumSet.of(TableType.VIEW), NameFilter.ALL),
              Map.of(),
              expectations("orders(id bigint)"));

      assertThat(result.findings()).isEmpty();
      assertThat(result.coverage().columnsChecked()).isEqualTo(1);
    }
  }

  @Test
  void aRunThatChecksNothingDoesNotPass() {
    CatalogQuery none =
        new CatalogQuery(
            List.of(), ALL_TYPES, new NameFilter(List.of(new Glob("nothing")), List.of()));

    assertThatThrownBy(() -> check(none, "orders(id bigint)", "T1"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("None of the expected tables could be checked")
        .hasMessageContaining("T1: excluded by qs.includes or qs.excludes")
        .hasMessageContaining("qs.skip");
  }

  @Test
  void aSchemaThatMayNotBeLookedIntoInventsNothing() throws Exception {
    assertThat(codes(check("locked.nothing(id int)"))).containsExactly("QS101");
    assertThat(codes(check("locked.inside(id int)"))).doesNotContain("QS101");
  }

  @Test
  void whatTheFiltersLeaveOutIsUncheckedAndNotMissing() throws Exception {
    CatalogQuery some =
        new CatalogQuery(
            List.of(), ALL_TYPES, new NameFilter(List.of(), List.of(new Glob("orders"))));

    CheckResult result = check(some, "orders(id bigint)", "t1(id int)");

    assertThat(result.findings()).isEmpty();
    assertThat(result.coverage().tablesChecked()).isEqualTo(1);
    assertThat(result.coverage().unchecked()).hasSize(1);
  }

  @Test
  void listedTablesThatNoContractDemandsAreToldIfWanted() throws Exception {
    CheckResult result =
        check(
            database.target(),
            new CatalogQuery(List.of("sales"), ALL_TYPES, NameFilter.ALL),
            Map.of(FindingCode.EXTRA_TABLE, Severity.ERROR),
            "sales.gone");

    assertThat(codes(result)).containsExactlyInAnyOrder("QS101", "QS103", "QS103");
  }

  private static String[] twenty() {
    String[] tables = new String[20];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = "t" + i + "(id int, at timestamp, tags text[])";
    }
    return tables;
  }

  private CheckReport report(Scope scope, String... tables) throws CannotCheckException {
    return report(
        database.target(),
        new CatalogQuery(List.of(), ALL_TYPES, NameFilter.ALL),
        Map.of(),
        scope,
        expectations(tables));
  }

  @Test
  void columnsAreReadOfTheDemandedTablesOrOfAll() throws Exception {
    String[] demanded = {"t3(id text)", "sales.invoices(id int)", "gone"};

    CheckReport some = report(Scope.EXPECTED_COLUMNS, demanded);
    CheckReport all = report(Scope.LISTED_COLUMNS, demanded);

    assertThat(some.structure().relations().keySet())
        .extracting(TableName::qualified)
        .containsExactlyInAnyOrder("public.t3", "sales.invoices");
    assertThat(all.structure().relations())
        .hasSize(all.catalog().tables().size() + 1)
        .containsKeys(new TableName("public", "orders"), new TableName("sales", "invoices"));
    assertThat(all.result()).isEqualTo(some.result());
  }

  @Test
  void whereNothingIsDemandedItIsOnlyLookedAt() throws Exception {
    CheckReport report = report(Scope.LISTED_COLUMNS);

    assertThat(report.structure().relations()).hasSize(22);
    assertThat(report.result().findings()).isEmpty();
    assertThat(report.result().coverage().tables()).isZero();
  }

  @Test
  void twentyTablesTakeTenStatementsAtMost() throws Exception {
    try (QueryServiceSimulator server =
        Sandbox.over(database).lenient().serverVersion("16.4").start()) {
      CheckResult result = check(server, twenty());

      assertThat(result.findings()).isEmpty();
      assertThat(result.coverage().columnsChecked()).isEqualTo(60);
      assertThat(server.statements()).hasSizeLessThanOrEqualTo(10);
    }
  }

  @Test
  void onQueryServiceTwentyTablesTakeAsManyStatementsAsOne() throws Exception {
    try (QueryServiceSimulator server = Sandbox.over(database).start();
        QueryServiceSimulator another = Sandbox.over(database).start()) {
      CheckResult result = check(server, twenty());
      check(another, twenty()[0]);

      assertThat(result.findings()).isEmpty();
      assertThat(result.coverage().columnsChecked()).isEqualTo(60);
      assertThat(server.statements()).hasSameSizeAs(another.statements());
    }
  }

  @Test
  void aTableThatQueryServiceDoesNotListIsAskedForBeforeItIsCalledMissing() throws Exception {
    try (QueryServiceSimulator server =
        Sandbox.over(database)
            .hide(SimulatedCatalog.PG_CATALOG, "orders")
            .hide(SimulatedCatalog.INFORMATION_SCHEMA, "orders")
            .start()) {
      assertThat(codes(check(server, "orders(id bigint)", "t1", "gone")))
          .contains("QS101")
          .doesNotContain("QS201", "QS202");
      assertThat(server.statements()).anyMatch(sql -> sql.contains("\"orders\" WHERE 1=0"));
    }
  }

  @Test
  void nothingIsAskedWhereReportsCannotBeWritten() throws Exception {
    Files.createDirectory(folder.resolve("check.txt"));

    assertThatThrownBy(
            () ->
                check(
                    new CatalogQuery(List.of("no such schema"), ALL_TYPES, NameFilter.ALL),
                    "orders"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContaining("Cannot write the reports");
  }
}
