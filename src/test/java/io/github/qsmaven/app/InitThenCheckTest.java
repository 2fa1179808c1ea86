package io.github.qsmaven.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.contract.AcceptFile;
import io.github.qsmaven.contract.ContractOutput;
import io.github.qsmaven.contract.ContractOutput.IfExists;
import io.github.qsmaven.contract.Contracts;
import io.github.qsmaven.files.BaseFolder;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.files.ExecutionFolder;
import io.github.qsmaven.report.files.Formats;
import io.github.qsmaven.report.files.ReportFiles;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.testing.FrontedServer;
import io.github.qsmaven.testing.HeardLog;
import io.github.qsmaven.testing.PGlite;
import io.github.qsmaven.testing.QuestDb;
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
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract that is written of a server is met there, on every server that the tests have. */
class InitThenCheckTest {
  private static final int PAGE = 1_000;

  /** Structs, flattened ones, arrays, types of all kinds, and names that differ in case alone. */
  private static final String[] STATEMENTS = {
    "CREATE TYPE mood AS ENUM ('sad', 'glad')",
    "CREATE DOMAIN code AS varchar(5) NOT NULL",
    "CREATE DOMAIN codes AS code[]",
    "CREATE TYPE page AS (name text, \"Two Words\" code, tags text[])",
    "CREATE DOMAIN pages AS page[]",
    "CREATE TYPE web AS (page page, visited page[], at timestamptz)",
    "CREATE TABLE visits (id bigint PRIMARY KEY, web web, webs web[], again pages)",
    "CREATE TABLE flattened (id int, \"web.page.name\" text, \"web.page.views\" int)",
    "CREATE TABLE kinds (i integer NOT NULL, v varchar(20), n numeric(10,2), nn numeric,"
        + " t timestamp(3), tt time, d date, c char, tags text[], grid int[][], m mood,"
        + " k code, ks codes, j jsonb, r int4range, b boolean, f real, g double precision,"
        + " s smallint, u uuid, x xml, bits bit(3), o money, iv interval day, y bytea,"
        + " vs varchar(20)[], ivs interval day to second(3))",
    "CREATE TABLE nothing ()",
    "CREATE TABLE \"Mixed Case\" (\"Id\" int, \"id\" int)",
    "CREATE TABLE \"mixed case\" (\"Id\" int)",
    "CREATE TABLE parted (x int NOT NULL) PARTITION BY RANGE (x)",
    "CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (1) TO (2)",
    "CREATE VIEW a_view AS SELECT * FROM kinds",
    "CREATE MATERIALIZED VIEW stored AS SELECT i, t FROM kinds"
  };

  /** With what is known of the types, their fields among the columns. */
  private static final Written ALL =
      new Written(
          CatalogSource.PG_CATALOG,
          List.of(
              "Mixed Case",
              "a_view",
              "flattened",
              "kinds",
              "mixed case",
              "nothing",
              "parted",
              "parted_1",
              "stored",
              "visits"),
          68 + 2 * 9,
          List.of());

  /** PostgreSQL also shows that a domain is one over an array of structs. */
  private static final Written POSTGRES = ALL.columns(68 + 2 * 9 + 3);

  private static TestDatabase database;

  @TempDir Path folder;

  @BeforeAll
  static void createTables() throws SQLException {
    database = new TestDatabase(STATEMENTS);
  }

  /**
   * What a contract is to demand.
   *
   * @param source which catalog tells the list of tables
   * @param tables the tables
   * @param columns how many columns and fields
   * @param untyped the columns whose type the server does not report
   */
  private record Written(
      CatalogSource source, List<String> tables, int columns, List<String> untyped) {
    Written by(CatalogSource another) {
      return new Written(another, tables, columns, untyped);
    }

    Written without(String... names) {
      List<String> left = new ArrayList<>(tables);
      left.removeAll(List.of(names));
      return new Written(source, left, columns, untyped);
    }

    Written columns(int number, String... untypedColumns) {
      return new Written(source, tables, number, List.of(untypedColumns));
    }
  }

  /**
   * Query Service as it may be.
   *
   * @param name what is special about it
   * @param worn makes it so
   * @param written what it tells
   */
  private record SimulatorProfile(
      String name, UnaryOperator<QueryServiceSimulator.Builder> worn, Written written) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<SimulatorProfile> dresses() {
    Written standard = ALL.by(CatalogSource.INFORMATION_SCHEMA).without("stored").columns(68 - 2);
    return Stream.concat(
        Stream.of(
            new SimulatorProfile("as documented", d -> d, ALL),
            new SimulatorProfile("taking what no document shows", d -> d.lenient(), ALL),
            new SimulatorProfile(
                "calling itself PostgreSQL", d -> d.lenient().serverVersion("16.4"), POSTGRES),
            new SimulatorProfile("of simple queries", d -> d.refuseExtendedProtocol(), ALL),
            new SimulatorProfile("with a low cap", d -> d.rowCap(20).commandCompleteLies(), ALL),
            new SimulatorProfile("without rights", d -> d.role(database.role()), ALL),
            new SimulatorProfile(
                "with pg_class of SQLAlchemy 1.4",
                d -> d.refuseSqlAlchemy20Form(),
                ALL.by(CatalogSource.PG_CLASS)),
            new SimulatorProfile(
                "without format_type",
                d -> d.refuse(Pattern.compile("format_type"), "42883", "no such function"),
                ALL.columns(68)),
            new SimulatorProfile(
                "without pg_class", d -> d.refuse(SimulatedCatalog.PG_CATALOG), standard),
            new SimulatorProfile(
                "hanging up",
                d -> d.refuse(SimulatedCatalog.PG_CATALOG).hangUpAfterRefusal(),
                standard),
            new SimulatorProfile(
                "with an empty pg_class", d -> d.empty(SimulatedCatalog.PG_CATALOG), standard),
            new SimulatorProfile("with an empty pg_namespace", d -> d.noSchemas(), standard),
            new SimulatorProfile(
                "with a small information_schema",
                d ->
                    d.refuse(SimulatedCatalog.PG_CATALOG)
                        .refuse(Pattern.compile("udt_name"), "42703", "no such column"),
                standard.columns(68 - 2, "a_view.m", "kinds.m", "visits.web")),
            new SimulatorProfile(
                "hiding a table",
                d -> d.hide(SimulatedCatalog.PG_CATALOG, "kinds"),
                ALL.without("kinds").columns(68 + 2 * 9 - 27))),
        Arrays.stream(ShowTables.values())
            .map(
                shape ->
                    new SimulatorProfile(
                        "with SHOW TABLES alone, " + shape,
                        d ->
                            d.refuse(SimulatedCatalog.PG_CATALOG)
                                .refuse(SimulatedCatalog.INFORMATION_SCHEMA)
                                .showTables(shape),
                        ALL.by(CatalogSource.SHOW_TABLES)
                            .without("stored")
                            .columns(
                                39 + 27,
                                "a_view.m",
                                "a_view.ks",
                                "a_view.r",
                                "kinds.m",
                                "kinds.ks",
                                "kinds.r",
                                "visits.web",
                                "visits.webs",
                                "visits.again"))));
  }

  private static CatalogQuery everythingBut(String... globs) {
    return new CatalogQuery(
        List.of(),
        EnumSet.allOf(TableType.class),
        new NameFilter(List.of(), Stream.of(globs).map(Glob::new).toList()));
  }

  private Path contract() {
    return folder.resolve("src/main/qs/contract.odcs.yaml");
  }

  private InitResult init(Target target, CatalogQuery query) throws CannotCheckException {
    try (Sessions sessions = new Sessions()) {
      return new Init(sessions, new CatalogFallback(null, PAGE), new SchemaDetailsReader(PAGE))
          .run(
              new InitRequest(
                  target,
                  query,
                  ContractOutput.open(
                      new BaseFolder(folder), contract().toString(), IfExists.REFUSE)),
              new HeardLog());
    }
  }

  private List<ExpectedTable> demanded() throws CannotCheckException {
    return new Contracts(new BaseFolder(folder)).read(List.of()).tables();
  }

  /** What no contract demands is a finding, too. */
  private CheckReport check(Target target, CatalogQuery query, boolean caseSensitive)
      throws CannotCheckException {
    Map<FindingCode, Severity> severities =
        Map.of(FindingCode.EXTRA_COLUMN, Severity.ERROR, FindingCode.EXTRA_TABLE, Severity.ERROR);
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
                  PendingExpectations.of(
                      new Expectations(demanded(), List.of(), AcceptFile.DEFAULT_PATH)),
                  CheckRequest.Scope.EXPECTED_COLUMNS,
                  new CheckRules(caseSensitive, severities, FailOn.WARNING),
                  ReportFiles.of(
                      ExecutionFolder.of(folder),
                      new Formats(Goal.CHECK, Set.of("text"), SourceTree.NONE))),
              new HeardLog())
          .report();
    }
  }

  private void initThenCheck(Target target, CatalogQuery query, Written expected)
      throws CannotCheckException {
    InitResult written = init(target, query);

    assertThat(written.columns()).isEqualTo(expected.columns());
    assertThat(written.untyped()).isEqualTo(expected.untyped().size());
    assertThat(written.remarks().stream().anyMatch(r -> r.contains("no materialized views")))
        .isEqualTo(expected.source() == CatalogSource.INFORMATION_SCHEMA);
    assertThat(demanded())
        .extracting(relation -> relation.name().text())
        .isEqualTo(expected.tables());
    assertThat(untyped(demanded())).isEqualTo(expected.untyped());
    isMet(target, query, expected);
  }

  private void isMet(Target target, CatalogQuery query, Written expected)
      throws CannotCheckException {
    for (boolean caseSensitive : List.of(false, true)) {
      CheckReport report = check(target, query, caseSensitive);

      assertThat(report.catalog().source()).isEqualTo(expected.source());
      assertThat(report.result().findings()).isEmpty();
      Coverage coverage = report.result().coverage();
      assertThat(coverage.unchecked()).isEmpty();
      assertThat(coverage.tables()).isEqualTo(expected.tables().size());
      assertThat(coverage.tablesChecked()).isEqualTo(coverage.tables());
      assertThat(coverage.columns()).isEqualTo(expected.columns());
      assertThat(coverage.columnsChecked()).isEqualTo(coverage.columns());
    }
  }

  /** What one of two catalogs leaves out differs in nothing: at most it cannot be told. */
  private void isNotBroken(Target target) throws CannotCheckException {
    assertThat(check(target, everythingBut(), false).result().findings())
        .filteredOn(finding -> finding.code().severity() == Severity.ERROR)
        .isEmpty();
  }

  private static List<String> untyped(List<ExpectedTable> relations) {
    List<String> untyped = new ArrayList<>();
    for (ExpectedTable relation : relations) {
      for (ExpectedColumn column : relation.columns()) {
        if (column.type().physicalType() == null && column.type().logicalType() == null) {
          untyped.add(relation.name().text() + '.' + column.name());
        }
      }
    }
    return untyped;
  }

  @Test
  void onPostgres() throws Exception {
    initThenCheck(database.target(), everythingBut(), POSTGRES);
  }

  private static CatalogQuery tablesOf(String... schemas) {
    return new CatalogQuery(
        List.of(schemas), EnumSet.allOf(TableType.class), new NameFilter(List.of(), List.of()));
  }

  /** Initializes from some schemas, then checks these and the search path. */
  private List<String> writtenAndMet(TestDatabase server, String... schemas) throws Exception {
    Files.deleteIfExists(contract());
    init(server.target(), tablesOf(schemas));

    assertThat(check(server.target(), tablesOf(schemas), false).result().findings()).isEmpty();
    assertThat(check(server.target(), tablesOf(), false).result().findings())
        .filteredOn(finding -> finding.code() != FindingCode.EXTRA_TABLE)
        .isEmpty();
    return demanded().stream().map(table -> table.name().text()).toList();
  }

  @Test
  void aTableWithADotInItsNameIsToldApart() throws Exception {
    TestDatabase server =
        new TestDatabase(
            "CREATE SCHEMA sales",
            "CREATE TABLE sales.orders (a int)",
            "CREATE TABLE public.\"sales.orders\" (b text)",
            "GRANT USAGE ON SCHEMA sales TO PUBLIC");

    assertThat(writtenAndMet(server, "public", "sales"))
        .containsExactlyInAnyOrder("\"public\".\"sales.orders\"", "\"sales\".\"orders\"");
    assertThat(writtenAndMet(server, "sales")).containsExactly("sales.orders");
    assertThat(writtenAndMet(server)).containsExactly("\"public\".\"sales.orders\"");

    init(server, "public", "sales");
    server.execute("DROP TABLE sales.orders");
    assertThat(check(server.target(), tablesOf(), false).result().findings())
        .extracting(finding -> finding.code().code() + " " + finding.object())
        .containsExactly("QS101 \"sales\".\"orders\"");
    server.execute("ALTER TABLE public.\"sales.orders\" RENAME b TO c");
    assertThat(check(server.target(), tablesOf(), false).result().findings())
        .extracting(finding -> finding.code().code() + " " + finding.object())
        .containsExactly("QS201 \"public\".\"sales.orders\".b", "QS101 \"sales\".\"orders\"");
  }

  private void init(TestDatabase server, String... schemas) throws Exception {
    Files.deleteIfExists(contract());
    init(server.target(), tablesOf(schemas));
  }

  @Test
  void tablesOfOneNameInSeveralSchemasAreToldApart() throws Exception {
    TestDatabase server =
        new TestDatabase(
            "CREATE SCHEMA b",
            "CREATE SCHEMA \"A.a\"",
            "CREATE SCHEMA c",
            "CREATE TABLE b.t (x int)",
            "CREATE TABLE \"A.a\".t (y text)",
            "CREATE TABLE public.t (z date)",
            "CREATE TABLE \"A.a\".u (m int)",
            "CREATE TABLE c.t (q int)",
            "CREATE TABLE c.\"A.a\" (q int)",
            "CREATE TABLE c.\"b.t\" (w int)",
            "CREATE TABLE public.\"c.t\" (w text)",
            "GRANT USAGE ON SCHEMA b, \"A.a\", c TO PUBLIC");

    assertThat(writtenAndMet(server, "public", "b", "A.a", "c"))
        .containsExactlyInAnyOrder(
            "public.t",
            "\"public\".\"c.t\"",
            "\"b\".\"t\"",
            "\"A.a\".\"t\"",
            "\"A.a\".\"u\"",
            "\"c\".\"t\"",
            "\"c\".\"A.a\"",
            "\"c\".\"b.t\"");
    assertThat(writtenAndMet(server, "c", "b")).hasSize(4);
    assertThat(writtenAndMet(server)).containsExactlyInAnyOrder("t", "\"public\".\"c.t\"");

    init(server, "public", "b", "c");
    server.execute("DROP TABLE public.t");
    assertThat(check(server.target(), tablesOf("public", "b", "c"), false).result().findings())
        .extracting(finding -> finding.code().code() + " " + finding.object())
        .containsExactly("QS101 public.t");
  }

  @ParameterizedTest
  @MethodSource("dresses")
  void onQueryService(SimulatorProfile dress) throws Exception {
    try (QueryServiceSimulator server = dress.worn().apply(Sandbox.over(database)).start()) {
      initThenCheck(Sandbox.target(server), everythingBut(), dress.written());
    }
  }

  @ParameterizedTest
  @MethodSource("dresses")
  void byOneCatalogWhatAnotherTellsIsNeverBroken(SimulatorProfile dress) throws Exception {
    try (QueryServiceSimulator server = dress.worn().apply(Sandbox.over(database)).start()) {
      init(database.target(), everythingBut());
      isNotBroken(Sandbox.target(server));

      Files.delete(contract());
      init(Sandbox.target(server), everythingBut());
      isNotBroken(database.target());
    }
  }

  @Test
  void ofWhatMayNotBeReadTheTablesAreDemandedAndToldApart() throws Exception {
    database.execute("GRANT SELECT ON flattened TO " + Superuser.identifier(database.role()));
    try (QueryServiceSimulator server =
        Sandbox.over(database)
            .role(database.role())
            .refuse(SimulatedCatalog.PG_CATALOG)
            .refuse(SimulatedCatalog.INFORMATION_SCHEMA)
            .start()) {
      Written names = ALL.by(CatalogSource.SHOW_TABLES).without("stored").columns(3);
      Stream<TableName> closed =
          names.without("flattened").tables().stream().map(name -> new TableName("public", name));

      InitResult written = init(Sandbox.target(server), everythingBut());

      assertThat(written.columns()).isEqualTo(3);
      assertThat(written.notRead())
          .containsOnlyKeys(closed.toArray(TableName[]::new))
          .containsValue("may not be read by this credential");
      isMet(Sandbox.target(server), everythingBut(), names);
    }
  }

  @Test
  void aMaterializedViewIsNotTakenForATableByACatalogThatKnowsNone() throws Exception {
    init(database.target(), everythingBut());
    try (QueryServiceSimulator server =
        Sandbox.over(database).refuse(SimulatedCatalog.PG_CATALOG).start()) {
      CheckResult result = check(Sandbox.target(server), everythingBut(), false).result();

      assertThat(result.findings()).extracting(Finding::table).doesNotContain("stored");
      assertThat(result.coverage().unchecked())
          .filteredOn(unchecked -> unchecked.table().equals("stored"))
          .extracting(Unchecked::what)
          .containsExactly(Unchecked.What.TABLE_TYPE);
    }
  }

  @Test
  void onQuestDb() throws Exception {
    try (FrontedServer server = QuestDb.start()) {
      server.execute(
          "CREATE TABLE trades (ts timestamp, x int) TIMESTAMP(ts) PARTITION BY DAY WAL",
          "CREATE TABLE kinds (b boolean, i1 byte, i2 short, c char, i4 int, i8 long, d date,"
              + " t timestamp, tn timestamp_ns, f float, g double, s string, v varchar, y symbol,"
              + " l256 long256, gh geohash(20b), u uuid, l128 long128, bin binary, ip ipv4,"
              + " arr double[], grid double[][], dc decimal(10,2))",
          "CREATE TABLE \"Mixed Case\" (\"X\" int)",
          "CREATE TABLE \"dot.ted\" (x int)",
          "CREATE VIEW narrow AS SELECT x FROM trades",
          "CREATE MATERIALIZED VIEW hourly AS (SELECT ts, count() AS n FROM trades SAMPLE BY 1h)"
              + " PARTITION BY DAY");

      initThenCheck(
          server.target(),
          everythingBut("sys.*", "telemetry*", "_query_trace"),
          new Written(
              CatalogSource.PG_CLASS,
              List.of(
                  "Mixed Case", "\"public\".\"dot.ted\"", "hourly", "kinds", "narrow", "trades"),
              30,
              List.of("kinds.l128", "kinds.arr", "kinds.grid", "kinds.dc")));
    }
  }

  @Test
  @EnabledIf(
      value = "io.github.qsmaven.testing.PGlite#isInstalled",
      disabledReason = PGlite.NOT_INSTALLED)
  void onPGlite() throws Exception {
    try (FrontedServer server = PGlite.start()) {
      server.execute(STATEMENTS);

      initThenCheck(server.target(), everythingBut(), POSTGRES);
    }
  }
}
