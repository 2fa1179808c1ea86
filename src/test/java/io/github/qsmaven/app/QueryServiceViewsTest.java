package io.github.qsmaven.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Suggestion.Reason;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.ViewInfo;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.testing.NameCheck;
import io.github.qsmaven.testing.TableFindings;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator;
import io.github.qsmaven.testing.queryservice.ShowTables;
import io.github.qsmaven.testing.queryservice.SimulatedCatalog;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The views of Query Service, of which {@code SHOW VIEWS} tells more than other catalogs. */
class QueryServiceViewsTest {
  private static final Set<TableType> ALL = EnumSet.allOf(TableType.class);
  private static final Set<TableType> VIEWS = EnumSet.of(TableType.VIEW);
  private static final Set<TableType> TABLES = EnumSet.of(TableType.TABLE);

  /** A dataset has the name of a view in a schema. */
  private static final List<String> EVERYTHING =
      List.of(
          "luma table",
          "luma_view view",
          "qsaccel.profile_agg.luma view",
          "qsaccel.profile_agg.view1 view",
          "sales.Open view");

  private static TestDatabase database;

  @TempDir Path folder;

  @BeforeAll
  static void createViews() throws SQLException {
    database =
        new TestDatabase(
            "CREATE TABLE luma (id int)",
            "CREATE VIEW luma_view AS SELECT * FROM luma",
            "CREATE SCHEMA profile_agg",
            "CREATE VIEW profile_agg.view1 AS SELECT 1 AS x",
            "CREATE VIEW profile_agg.luma AS SELECT 1 AS x",
            "CREATE SCHEMA sales",
            "CREATE VIEW sales.\"Open\" AS SELECT 1 AS x");
  }

  private static QueryServiceSimulator.Builder dressed() {
    return Sandbox.over(database)
        .dataset("luma", "5bac030c29bb8d12fa992e58", "Luma", "", "")
        .container("qsaccel", "profile_agg")
        .view("view1", "view_id1", "dwh_dataset1", "")
        .view("luma_view", "view_id2", "luma, other", "view1");
  }

  private static QueryServiceSimulator.Builder showTablesAlone() {
    return dressed()
        .refuse(SimulatedCatalog.PG_CATALOG)
        .refuse(SimulatedCatalog.INFORMATION_SCHEMA);
  }

  private CheckReport list(
      QueryServiceSimulator server, Set<TableType> types, NameFilter filter, String... expected)
      throws CannotCheckException {
    return new NameCheck(Sandbox.target(server), folder)
        .with(new CatalogQuery(List.of(), types, filter))
        .run(expected)
        .report();
  }

  private Catalog list(QueryServiceSimulator server, Set<TableType> types)
      throws CannotCheckException {
    return list(server, types, NameFilter.ALL).catalog();
  }

  /** Such as {@code luma table}. */
  private static List<String> names(Catalog catalog) {
    return catalog.tables().stream()
        .map(table -> table.listedName() + " " + table.type().word())
        .toList();
  }

  private static Table table(Catalog catalog, String listedName) {
    return catalog.tables().stream()
        .filter(table -> table.listedName().equals(listedName))
        .findFirst()
        .orElseThrow();
  }

  private static long asked(QueryServiceSimulator server) {
    return server.statements().stream().filter(sql -> sql.equals("SHOW VIEWS")).count();
  }

  @ParameterizedTest
  @EnumSource
  void showTablesIsCompletedByTheViews(ShowTables shape) throws Exception {
    try (QueryServiceSimulator server = showTablesAlone().showTables(shape).start()) {
      Catalog catalog = list(server, ALL);

      assertThat(catalog.source()).isEqualTo(CatalogSource.SHOW_TABLES);
      assertThat(names(catalog)).isEqualTo(EVERYTHING);
      assertThat(catalog.remarks()).isEmpty();
      assertThat(table(catalog, "luma_view").view())
          .isEqualTo(new ViewInfo(null, null, "view_id2", "ADLS", "luma, other", "view1"));
      assertThat(table(catalog, "qsaccel.profile_agg.view1").view())
          .isEqualTo(
              new ViewInfo("qsaccel", "profile_agg", "view_id1", "DWH", "dwh_dataset1", null));
      assertThat(asked(server)).isEqualTo(1);
    }
  }

  @Test
  void viewsAloneAreViewsAlone() throws Exception {
    NameFilter luma = new NameFilter(List.of(new Glob("*luma*")), List.of(new Glob("*.luma")));
    try (QueryServiceSimulator server = showTablesAlone().start()) {
      assertThat(names(list(server, VIEWS))).hasSize(4).allMatch(name -> name.endsWith(" view"));
      assertThat(names(list(server, VIEWS, luma).catalog())).containsExactly("luma_view view");
    }
  }

  @Test
  void nobodyAsksForViewsWhereNoneAreWanted() throws Exception {
    try (QueryServiceSimulator server = showTablesAlone().start();
        QueryServiceSimulator documented = dressed().start()) {
      assertThat(names(list(server, TABLES))).containsExactly("luma table");
      assertThat(names(list(documented, TABLES))).containsExactly("luma table");
      assertThat(asked(server)).isZero();
      assertThat(asked(documented)).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aViewThatShowTablesListsTooIsOneEntry(ShowTables shape) throws Exception {
    try (QueryServiceSimulator server =
        showTablesAlone().showTablesListsViews().showTables(shape).start()) {
      Catalog catalog = list(server, ALL);

      assertThat(names(catalog)).isEqualTo(EVERYTHING);
      assertThat(table(catalog, "luma_view").view()).isNotNull();
    }
  }

  /** Where a session is connected to a schema, SHOW TABLES lists its views without the schema. */
  @ParameterizedTest
  @EnumSource
  void aViewOfTheConnectedSchemaIsOneEntry(ShowTables shape) throws Exception {
    assertThat(inConnectedSchema(shape, "5c86b896b3c162151785b43c"))
        .containsExactly("facts table", "view1 view");
  }

  @Test
  void aDatasetIsNotTakenForAViewInASchema() throws Exception {
    assertThat(inConnectedSchema(ShowTables.LABELS, "view_id1"))
        .containsExactly("facts table", "qsaccel.profile_agg.view1 view", "view1 table");
  }

  private List<String> inConnectedSchema(ShowTables shape, String viewId) throws Exception {
    TestDatabase connected =
        new TestDatabase(
            "CREATE SCHEMA profile_agg",
            "CREATE TABLE profile_agg.facts (id int)",
            "CREATE VIEW profile_agg.view1 AS SELECT 1 AS x");
    try (QueryServiceSimulator server =
        Sandbox.over(connected)
            .setting("search_path", "profile_agg")
            .container("qsaccel", "profile_agg")
            .dataset("view1", "5c86b896b3c162151785b43c", "", "", "")
            .view("view1", viewId, "", "")
            .showTablesListsViews()
            .showTables(shape)
            .refuse(SimulatedCatalog.PG_CATALOG)
            .refuse(SimulatedCatalog.INFORMATION_SCHEMA)
            .start()) {
      return names(list(server, ALL));
    }
  }

  @ParameterizedTest
  @CsvSource({"false,false", "false,true", "true,false", "true,true"})
  void withoutViewsShowTablesDoesNotPassForTheWhole(boolean onlyViews, boolean hangsUp) {
    QueryServiceSimulator.Builder dress = showTablesAlone().refuse(SimulatedCatalog.SHOW_VIEWS);
    for (ShowTables shape : ShowTables.values()) {
      assertThatThrownBy(
              () -> {
                try (QueryServiceSimulator server =
                    (hangsUp ? dress.hangUpAfterRefusal() : dress).showTables(shape).start()) {
                  list(server, onlyViews ? VIEWS : ALL);
                }
              })
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContainingAll(
              "Cannot list tables on server \"aep\"",
              "show_tables does not list views: SHOW VIEWS was rejected: 'Invalid command: SHOW"
                  + " VIEWS' (SQLSTATE 42601)",
              "qs.tableTypes=table");
    }
  }

  @Test
  void withoutViewsTheTablesCanBeListed() throws Exception {
    try (QueryServiceSimulator server =
        showTablesAlone().refuse(SimulatedCatalog.SHOW_VIEWS).start()) {
      CheckReport report = list(server, TABLES, NameFilter.ALL, "luma", "LUMA_VIEW", "gone");

      assertThat(names(report.catalog())).containsExactly("luma table");
      assertThat(TableFindings.of(report).missing())
          .extracting(missing -> missing.expected().text())
          .containsExactly("gone");
    }
  }

  @Test
  void viewsThatShowTablesListsWithTheirTypeAreEnoughWithARemark() throws Exception {
    try (QueryServiceSimulator server =
        showTablesAlone()
            .showTables(ShowTables.NAME_AND_TYPE)
            .showTablesListsViews()
            .refuse(SimulatedCatalog.SHOW_VIEWS)
            .start()) {
      Catalog catalog = list(server, ALL);

      assertThat(names(catalog)).containsExactly("luma table", "luma_view view");
      assertThat(catalog.remarks())
          .singleElement()
          .asString()
          .contains("SHOW VIEWS was rejected", "those that SHOW TABLES lists");
    }
  }

  @Test
  void noViewsAreNoViews() throws Exception {
    try (QueryServiceSimulator server =
        showTablesAlone().empty(SimulatedCatalog.SHOW_VIEWS).start()) {
      assertThat(names(list(server, ALL))).containsExactly("luma table");
      assertThat(names(list(server, VIEWS))).isEmpty();
    }
  }

  private static TestDatabase thousandViews() throws SQLException {
    return new TestDatabase(
        "CREATE TABLE luma (id int)",
        "DO $$ BEGIN FOR i IN 1..1001 LOOP EXECUTE 'CREATE VIEW v' || i || ' AS SELECT 1 AS x';"
            + " END LOOP; END $$");
  }

  @Test
  void aCutListOfViewsIsAnErrorAndNoList() throws Exception {
    TestDatabase thousand = thousandViews();
    try (QueryServiceSimulator cut =
            Sandbox.over(thousand)
                .rowCap(1_000)
                .refuse(SimulatedCatalog.PG_CATALOG)
                .refuse(SimulatedCatalog.INFORMATION_SCHEMA)
                .start();
        QueryServiceSimulator whole =
            Sandbox.over(thousand)
                .refuse(SimulatedCatalog.PG_CATALOG)
                .refuse(SimulatedCatalog.INFORMATION_SCHEMA)
                .start();
        QueryServiceSimulator documented = Sandbox.over(thousand).rowCap(1_000).start()) {
      assertThatThrownBy(() -> list(cut, ALL))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContaining("is complete: SHOW VIEWS returned exactly 1000 rows");
      assertThat(list(whole, VIEWS).tables()).hasSize(1_001);
      Catalog catalog = list(documented, ALL);
      assertThat(catalog.tables()).hasSize(1_002);
      assertThat(catalog.remarks())
          .singleElement()
          .asString()
          .contains("SHOW VIEWS returned exactly 1000 rows", "of other views are unknown");
      assertThat(catalog.tables().stream().filter(table -> table.view() != null)).hasSize(1_000);
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SHOW_TABLES")
  void theViewsOfOtherCatalogsGetIdsAndDependencies(CatalogSource source) throws Exception {
    QueryServiceSimulator.Builder dress = dressed();
    if (source == CatalogSource.PG_CLASS) {
      dress.refuseSqlAlchemy20Form();
    } else if (source == CatalogSource.INFORMATION_SCHEMA) {
      dress.refuse(SimulatedCatalog.PG_CATALOG);
    }
    try (QueryServiceSimulator server = dress.start()) {
      Catalog catalog = list(server, ALL);

      assertThat(catalog.source()).isEqualTo(source);
      assertThat(names(catalog)).containsExactly("luma table", "luma_view view");
      assertThat(table(catalog, "luma_view").view())
          .isEqualTo(new ViewInfo(null, null, "view_id2", "ADLS", "luma, other", "view1"));
      // The view of that name is in another schema.
      assertThat(table(catalog, "luma").view()).isNull();
      assertThat(asked(server)).isEqualTo(1);
    }
  }

  @Test
  void theViewsOfANamedSchemaGetTheirOwn() throws Exception {
    try (QueryServiceSimulator server = dressed().start()) {
      CatalogQuery query =
          new CatalogQuery(List.of("profile_agg", "public"), VIEWS, NameFilter.ALL);
      Catalog catalog =
          new NameCheck(Sandbox.target(server), folder).with(query).run().report().catalog();

      assertThat(table(catalog, "profile_agg.view1").view())
          .extracting(ViewInfo::id)
          .isEqualTo("view_id1");
      assertThat(table(catalog, "profile_agg.luma").view())
          .extracting(ViewInfo::database)
          .isEqualTo("qsaccel");
    }
  }

  @Test
  void withoutShowViewsTheViewsOfOtherCatalogsAreAsComplete() throws Exception {
    try (QueryServiceSimulator server = dressed().refuse(SimulatedCatalog.SHOW_VIEWS).start()) {
      Catalog catalog = list(server, ALL);

      assertThat(names(catalog)).containsExactly("luma table", "luma_view view");
      assertThat(table(catalog, "luma_view").view()).isNull();
      assertThat(catalog.remarks()).isEmpty();
    }
  }

  @Test
  void aPostgresIsNotAskedForViews() throws Exception {
    try (QueryServiceSimulator server = dressed().lenient().serverVersion("18.6").start()) {
      assertThat(names(list(server, ALL))).contains("luma_view view");
      assertThat(asked(server)).isZero();
    }
  }

  /** The name of a view in a schema is found as SQL finds it: not by its bare name. */
  @Test
  void aViewInASchemaOfADatabaseIsFoundByItsWholeName() throws Exception {
    String[] expected = {
      "qsaccel.profile_agg.view1", "profile_agg.view1", "sales.open", "luma_view", "view1"
    };
    for (QueryServiceSimulator.Builder dress : List.of(dressed(), showTablesAlone())) {
      for (Set<TableType> types : List.of(TABLES, ALL)) {
        try (QueryServiceSimulator server = dress.start()) {
          CheckReport report = list(server, types, NameFilter.ALL, expected);
          TableFindings findings = TableFindings.of(report);

          assertThat(findings.missing())
              .extracting(missing -> missing.expected().text())
              .containsExactly("view1");
          assertThat(findings.unreadable()).isEmpty();
          assertThat(findings.unlisted()).contains(new TableReference("profile_agg.view1"));
          if (report.catalog().source() == CatalogSource.SHOW_TABLES) {
            assertThat(findings.missing().get(0).suggestions())
                .contains(new Suggestion("qsaccel.profile_agg.view1", Reason.SCHEMA));
          }
        }
      }
    }
  }
}
