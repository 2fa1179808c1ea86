package io.github.qsmaven.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.Dataset;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SkippedCatalog;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.testing.NameCheck;
import io.github.qsmaven.testing.TableFindings;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator;
import io.github.qsmaven.testing.queryservice.ServerError;
import io.github.qsmaven.testing.queryservice.ShowTables;
import io.github.qsmaven.testing.queryservice.SimulatedCatalog;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code list-tables} on Query Service, as its documents tell it. */
class QueryServiceTest {
  private static final int PAGE = 40_000;

  private static TestDatabase database;

  @TempDir Path folder;

  @BeforeAll
  static void createTables() throws SQLException {
    database =
        new TestDatabase(
            "CREATE TABLE luma_midvalues (id int)",
            "CREATE TABLE luma_postvalues (id int)",
            "CREATE TABLE \"it's \"\"quoted\"\"\" (id int)",
            "CREATE VIEW luma_view AS SELECT 1 AS id",
            "CREATE SCHEMA cased",
            "CREATE VIEW cased.\"Mixed\" AS SELECT 1 AS id",
            "CREATE VIEW cased.\"Hidden\" AS SELECT 1 AS id",
            "CREATE SCHEMA sales",
            "CREATE TABLE sales.orders (id int)");
  }

  private static QueryServiceSimulator.Builder dressed() {
    return Sandbox.over(database)
        .dataset("luma_midvalues", "5bac030c29bb8d12fa992e58", "Luma midValues", "", "'PROFILE'");
  }

  private CheckReport list(QueryServiceSimulator server, String... expected)
      throws CannotCheckException {
    return list(server, null, PAGE, EnumSet.of(TableType.TABLE), expected);
  }

  private CheckReport list(
      QueryServiceSimulator server,
      @Nullable CatalogSource pinned,
      int pageSize,
      Set<TableType> types,
      String... expected)
      throws CannotCheckException {
    return new NameCheck(Sandbox.target(server), folder)
        .with(new CatalogQuery(List.of(), types, NameFilter.ALL))
        .with(pinned, pageSize)
        .run(expected)
        .report();
  }

  private CheckReport listWithColumns(QueryServiceSimulator server, String included)
      throws CannotCheckException {
    return new NameCheck(Sandbox.target(server), folder)
        .with(
            new CatalogQuery(
                List.of(),
                EnumSet.of(TableType.TABLE),
                new NameFilter(List.of(new Glob(included)), List.of())))
        .with(Set.of("html"))
        .run()
        .report();
  }

  private static List<String> names(Catalog catalog) {
    return catalog.tables().stream().map(Table::listedName).toList();
  }

  private static final List<String> TABLES =
      List.of("it's \"quoted\"", "luma_midvalues", "luma_postvalues");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aListIsNoProofOfATableThatTheServerDoesNotFind(boolean failOnUnreadable) throws Exception {
    try (QueryServiceSimulator server =
        dressed()
            .refuse(Pattern.compile("(luma_view|Mixed)\" WHERE"), "42P01", "does not exist")
            .refuse(Pattern.compile("Hidden\" WHERE"), "42501", "permission denied for view")
            .start()) {
      TableFindings findings =
          TableFindings.of(
              new NameCheck(Sandbox.target(server), folder)
                  .with(CheckRules.ofNames(false, failOnUnreadable, true))
                  .run("luma_midvalues", "luma_view", "cased.MIXED", "cased.HIDDEN")
                  .report());

      assertThat(findings.missing())
          .extracting(missing -> missing.expected().text())
          .containsExactlyElementsOf(
              failOnUnreadable
                  ? List.of("luma_view", "cased.MIXED", "cased.HIDDEN")
                  : List.of("luma_view", "cased.MIXED"));
      assertThat(findings.unreadable()).containsExactly(new TableReference("cased.HIDDEN"));
    }
  }

  @Test
  void theFilterOfTheListSparesNoExpectedTableTheProbe() throws Exception {
    NameFilter luma = new NameFilter(List.of(new Glob("luma*")), List.of());
    try (QueryServiceSimulator server =
        dressed().refuse(Pattern.compile("Mixed\" WHERE"), "42P01", "does not exist").start()) {
      TableFindings findings =
          TableFindings.of(
              new NameCheck(Sandbox.target(server), folder)
                  .with(new CatalogQuery(List.of(), EnumSet.of(TableType.TABLE), luma))
                  .run("cased.MIXED", "cased.HIDDEN")
                  .report());

      assertThat(findings.missing())
          .extracting(missing -> missing.expected().text())
          .containsExactly("cased.MIXED");
      assertThat(findings.unlisted()).containsExactly(new TableReference("cased.HIDDEN"));
    }
  }

  @Test
  void aViewInAnotherCaseIsProbedByItsOwnName() throws Exception {
    try (QueryServiceSimulator server = dressed().start()) {
      TableFindings findings = TableFindings.of(list(server, "cased.MIXED"));

      assertThat(findings.missing()).isEmpty();
      assertThat(findings.unreadable()).isEmpty();
      assertThat(findings.unlisted()).containsExactly(new TableReference("cased.MIXED"));
    }
  }

  @Test
  void theColumnsOfAllTakeAsManyStatementsAsThoseOfOne() throws Exception {
    try (QueryServiceSimulator server = dressed().start();
        QueryServiceSimulator another = dressed().start()) {
      CheckReport one = listWithColumns(another, "luma_midvalues");
      CheckReport all = listWithColumns(server, "*");

      assertThat(all.structure().relations().keySet())
          .extracting(TableName::name)
          .containsExactlyElementsOf(TABLES);
      assertThat(all.structure().relations().values())
          .allSatisfy(
              relation -> assertThat(relation.columns()).extracting(Column::name).contains("id"));
      assertThat(one.structure().relations()).hasSize(1);
      assertThat(server.statements()).hasSameSizeAs(another.statements());
      assertThat(folder.resolve("tables.html")).content().contains("it's \\\"quoted\\\"");
    }
  }

  @Test
  void nobodyLooksIntoTheTablesOfAPlainList() throws Exception {
    try (QueryServiceSimulator server = dressed().start()) {
      assertThat(list(server).structure().relations()).isEmpty();
      assertThat(server.statements()).noneMatch(sql -> sql.contains("pg_attribute"));
    }
  }

  @Test
  void aRefusalThatRepeatsThePasswordIsToldWithoutIt() throws Exception {
    try (QueryServiceSimulator server =
        dressed()
            .refuse(
                SimulatedCatalog.PG_CATALOG,
                ServerError.error("0A000", "not for " + Sandbox.PASSWORD))
            .start()) {
      CheckReport report = list(server);

      assertThat(report.catalog().skipped())
          .isNotEmpty()
          .allSatisfy(left -> assertThat(left.reason()).contains("not for ***"));
      assertThat(folder.resolve("tables.json")).content().doesNotContain(Sandbox.PASSWORD);
    }
  }

  @Test
  void inItsDefaultDressItTakesFourStatementsAtTheMostAndOneConnection() throws Exception {
    try (QueryServiceSimulator server = dressed().start()) {
      Catalog catalog = list(server, "luma_midvalues", "luma_postvalues").catalog();

      assertThat(names(catalog)).isEqualTo(TABLES);
      assertThat(catalog.source()).isEqualTo(CatalogSource.PG_CATALOG);
      assertThat(catalog.skipped()).isEmpty();
      assertThat(catalog.schemas()).containsExactly("public");
      assertThat(catalog.tables().get(1).dataset())
          .isEqualTo(new Dataset("5bac030c29bb8d12fa992e58", "Luma midValues", null, "'PROFILE'"));
      assertThat(catalog.tables()).allMatch(table -> table.dataset() != null);
      assertThat(server.statements()).hasSizeLessThanOrEqualTo(4);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aRungThatIsRefusedIsLeftForTheNextWhichNamesTheSame() throws Exception {
    QueryServiceSimulator.Builder without20 = dressed().refuseSqlAlchemy20Form();
    QueryServiceSimulator.Builder withoutPgClass = dressed().refuse(SimulatedCatalog.PG_CATALOG);
    QueryServiceSimulator.Builder showTablesAlone =
        dressed()
            .showTables(ShowTables.NAME_AND_TYPE)
            .refuse(SimulatedCatalog.PG_CATALOG)
            .refuse(SimulatedCatalog.INFORMATION_SCHEMA);

    assertAnswers(without20, CatalogSource.PG_CLASS, 1);
    assertAnswers(withoutPgClass, CatalogSource.INFORMATION_SCHEMA, 2);
    assertAnswers(showTablesAlone, CatalogSource.SHOW_TABLES, 3);
  }

  private void assertAnswers(QueryServiceSimulator.Builder dress, CatalogSource source, int skipped)
      throws Exception {
    try (QueryServiceSimulator server = dress.start()) {
      Catalog catalog = list(server).catalog();

      assertThat(catalog.source()).isEqualTo(source);
      assertThat(names(catalog)).isEqualTo(TABLES);
      assertThat(catalog.skipped()).hasSize(skipped);
      assertThat(catalog.skipped())
          .extracting(SkippedCatalog::reason)
          .allMatch(reason -> reason.startsWith("was rejected: '"));
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0A000", "42P01", "42703", "42883", "42601", "42501", "08P01", "58000", "00000"})
  void everyCodeOfARefusalLeadsToTheNextRungAlsoIfTheServerHangsUp(String sqlState)
      throws Exception {
    for (boolean hangsUp : List.of(false, true)) {
      QueryServiceSimulator.Builder dress =
          dressed().refuse(Pattern.compile("pg_class"), sqlState, "not for you ::error::");
      try (QueryServiceSimulator server = (hangsUp ? dress.hangUpAfterRefusal() : dress).start()) {
        Catalog catalog = list(server).catalog();

        assertThat(catalog.source()).isEqualTo(CatalogSource.INFORMATION_SCHEMA);
        assertThat(names(catalog)).isEqualTo(TABLES);
        assertThat(catalog.skipped())
            .extracting(SkippedCatalog::reason)
            .containsOnly("was rejected: 'not for you ::error::' (SQLSTATE " + sqlState + ")");
        assertThat(server.mostSessions()).isEqualTo(1);
      }
    }
  }

  @Test
  void aServerOfSimpleQueriesAloneIsAskedByThem() throws Exception {
    try (QueryServiceSimulator server = dressed().refuseExtendedProtocol().start()) {
      CheckReport report = list(server, "luma_view", "x'; DROP TABLE luma_midvalues; --");

      assertThat(names(report.catalog())).isEqualTo(TABLES);
      assertThat(report.catalog().source()).isEqualTo(CatalogSource.PG_CATALOG);
      assertThat(TableFindings.of(report).missing()).hasSize(1);
      assertThat(server.mostSessions()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aPinnedRungIsTheOnlyOneAsked(CatalogSource source) throws Exception {
    try (QueryServiceSimulator server = dressed().start()) {
      Catalog catalog = list(server, source, PAGE, EnumSet.of(TableType.TABLE)).catalog();

      assertThat(catalog.source()).isEqualTo(source);
      assertThat(names(catalog)).isEqualTo(TABLES);
    }
  }

  @Test
  void aPinnedRungThatIsRefusedIsAnErrorThatSaysSo() throws Exception {
    try (QueryServiceSimulator server =
        dressed().refuse(SimulatedCatalog.INFORMATION_SCHEMA).start()) {
      assertThatThrownBy(
              () ->
                  list(server, CatalogSource.INFORMATION_SCHEMA, PAGE, EnumSet.of(TableType.TABLE)))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContaining("information_schema was rejected: 'Table not found")
          .hasMessageContaining("(SQLSTATE 42P01)")
          .hasMessageContaining("server \"aep\" at localhost:" + server.port())
          .hasMessageContaining("remove qs.catalog");
    }
  }

  @Test
  void whereNoRungAnswersTheErrorTellsWhatEachOneSaid() throws Exception {
    try (QueryServiceSimulator server =
        dressed()
            .refuse(SimulatedCatalog.PG_CATALOG)
            .refuse(SimulatedCatalog.INFORMATION_SCHEMA)
            .refuse(SimulatedCatalog.SHOW_TABLES)
            .start()) {
      assertThatThrownBy(() -> list(server))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContainingAll(
              "Cannot list tables on server \"aep\"",
              "pg_catalog was rejected",
              "pg_class was rejected",
              "information_schema was rejected",
              "show_tables was rejected",
              "qs:doctor");
      assertThat(folder).isEmptyDirectory();
    }
  }

  @Test
  void aRungThatShowsNothingWithoutAnErrorIsLeftForOneThatShowsSomething() throws Exception {
    try (QueryServiceSimulator server =
        dressed()
            .empty(SimulatedCatalog.PG_CATALOG)
            .empty(SimulatedCatalog.INFORMATION_SCHEMA)
            .start()) {
      Catalog catalog = list(server).catalog();

      assertThat(catalog.source()).isEqualTo(CatalogSource.SHOW_TABLES);
      assertThat(names(catalog)).containsAll(TABLES);
      assertThat(catalog.skipped())
          .extracting(SkippedCatalog::reason)
          .allMatch(reason -> reason.startsWith("returned no "));
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyShapeOfShowTablesIsReadByTheNamesOfItsColumns(ShowTables shape) throws Exception {
    try (QueryServiceSimulator server = dressed().showTables(shape).start()) {
      Catalog catalog =
          list(server, CatalogSource.SHOW_TABLES, PAGE, EnumSet.of(TableType.TABLE)).catalog();

      assertThat(names(catalog)).isEqualTo(TABLES);
      Table luma =
          catalog.tables().stream()
              .filter(table -> table.name().name().equals("luma_midvalues"))
              .findFirst()
              .orElseThrow();
      String labels = shape == ShowTables.LABELS ? "'PROFILE'" : null;
      assertThat(luma.dataset())
          .isEqualTo(
              shape == ShowTables.NAME_AND_TYPE
                  ? null
                  : new Dataset("5bac030c29bb8d12fa992e58", "Luma midValues", null, labels));
    }
  }

  @Test
  void withoutShowTablesThereAreNoDatasetsAndNothingElseIsAmiss() throws Exception {
    try (QueryServiceSimulator server = dressed().refuse(SimulatedCatalog.SHOW_TABLES).start()) {
      Catalog catalog = list(server).catalog();

      assertThat(names(catalog)).isEqualTo(TABLES);
      assertThat(catalog.tables()).allMatch(table -> table.dataset() == null);
      assertThat(catalog.remarks()).isEmpty();
    }
  }

  @Test
  void aPostgresIsNotAskedForDatasets() throws Exception {
    try (QueryServiceSimulator server = dressed().lenient().serverVersion("18.6").start()) {
      assertThat(names(list(server, "luma_midvalues").catalog())).isEqualTo(TABLES);
      assertThat(server.statements()).hasSize(3).noneMatch(sql -> sql.contains("SHOW TABLES"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTableThatIsHiddenFromARungCountsAsThereIfItAnswers(CatalogSource source) throws Exception {
    QueryServiceSimulator.Builder dress = dressed();
    for (SimulatedCatalog rung : SimulatedCatalog.values()) {
      dress.hide(rung, "luma_midvalues");
    }
    try (QueryServiceSimulator server = dress.start()) {
      CheckReport report =
          list(
              server,
              source,
              PAGE,
              EnumSet.of(TableType.TABLE),
              "luma_midvalues",
              "luma_postvalues",
              "luma_nothing");

      TableReference hidden = new TableReference("luma_midvalues");
      if (source != CatalogSource.SHOW_TABLES) {
        assertThat(names(report.catalog())).doesNotContain("luma_midvalues");
        assertThat(TableFindings.of(report).unlisted()).containsExactly(hidden);
      }
      assertThat(TableFindings.of(report).missing())
          .extracting(missing -> missing.expected().text())
          .containsExactly("luma_nothing");
    }
  }

  @Test
  void aNameMeansATableInAnyCaseUnlessCaseIsToCount() throws Exception {
    String[] expected = {"LUMA_MIDVALUES", "It's \"QUOTED\"", "Luma_View", "SALES.orders"};
    try (QueryServiceSimulator server = dressed().start()) {
      assertThat(TableFindings.of(list(server, expected)).missing()).isEmpty();

      CheckReport strict =
          new NameCheck(Sandbox.target(server), folder)
              .with(CheckRules.ofNames(true, false, true))
              .run(expected)
              .report();
      assertThat(strict.result().findings())
          .extracting(finding -> finding.code().code() + " " + finding.actual())
          .containsExactly(
              "QS106 luma_midvalues",
              "QS106 it's \"quoted\"",
              "QS106 public.luma_view",
              "QS106 sales.orders");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aMissingTableIsLookedForInItsSchemaWhereTheCatalogHasSchemas(boolean pgCatalog)
      throws Exception {
    QueryServiceSimulator.Builder catalogs =
        pgCatalog ? dressed() : dressed().refuse(SimulatedCatalog.PG_CATALOG);
    try (QueryServiceSimulator server = catalogs.start();
        QueryServiceSimulator showTables =
            dressed()
                .refuse(SimulatedCatalog.PG_CATALOG)
                .refuse(SimulatedCatalog.INFORMATION_SCHEMA)
                .start()) {
      assertThat(list(server, "sales.ordres", "sals.ordres").result().findings())
          .extracting(Finding::why, finding -> finding.suggestions().get(0).name())
          .containsExactly(
              tuple("it is not in schema sales", "sales.orders"),
              tuple("the server lists no schema sals", "sales.orders"));
      assertThat(list(showTables, "sales.ordres").result().findings())
          .extracting(Finding::why)
          .containsExactly("");
    }
  }

  private static long probes(QueryServiceSimulator server) {
    return server.statements().stream().filter(sql -> sql.contains("WHERE 1=0")).count();
  }

  @Test
  void caseTakesAStatementMoreOnlyForWhatIsNotListed() throws Exception {
    try (QueryServiceSimulator listed = dressed().start();
        QueryServiceSimulator lower = dressed().start();
        QueryServiceSimulator upper = dressed().start();
        QueryServiceSimulator gone = dressed().start()) {
      list(listed, "LUMA_MIDVALUES", "Luma_PostValues");
      list(lower, "luma_view");
      list(upper, "Luma_View");
      list(gone, "Gone", "gone");

      assertThat(probes(listed)).isZero();
      assertThat(listed.statements()).noneMatch(sql -> sql.contains("lower("));
      assertThat(probes(lower)).isEqualTo(1);
      assertThat(probes(upper)).isEqualTo(2);
      assertThat(lower.statements()).noneMatch(sql -> sql.contains("lower("));
      assertThat(upper.statements()).noneMatch(sql -> sql.contains("lower("));
      assertThat(probes(gone)).isEqualTo(2);
      assertThat(gone.statements()).filteredOn(sql -> sql.contains("lower(")).hasSize(1);
    }
  }

  @Test
  void aListThatTheServerDoesNotCountIsAnError() throws Exception {
    TestDatabase blind = new TestDatabase("CREATE TABLE luma_midvalues (id int)");
    try (QueryServiceSimulator server =
        Sandbox.over(blind)
            .refuse(Pattern.compile("count\\(\\*\\)"), "0A000", "count is not supported")
            .refuse(SimulatedCatalog.SHOW_TABLES)
            .start()) {
      assertThatThrownBy(() -> list(server))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContainingAll("pg_catalog was rejected", "count is not supported");
    }
  }
}
