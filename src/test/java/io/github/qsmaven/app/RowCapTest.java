package io.github.qsmaven.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsPostgres;
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A sandbox of more tables than Query Service hands out in one result. */
class RowCapTest {
  private static final int TABLES = 120_000;
  private static final String SANDBOX = "prod:all";
  private static final String USER = "analyst@AdobeOrg";
  private static final String PASSWORD = "ID:secret-secret";

  private static TestDatabase database;

  /** Rows of pg_class alone: 120,000 tables with files of their own would take a minute. */
  @BeforeAll
  static void createTables() throws SQLException {
    database =
        new TestDatabase(
            "CREATE TABLE template (id int) PARTITION BY RANGE (id)",
            "SET allow_system_table_mods = on",
            "INSERT INTO pg_class SELECT r.* FROM pg_class c, generate_series(1, "
                + (TABLES - 1)
                + ") i, LATERAL jsonb_populate_record(c, jsonb_build_object('oid', 1000000 + i,"
                + " 'relname', 'table_' || i)) r WHERE c.oid = 'template'::regclass",
            "ANALYZE pg_class");
  }

  private static QueryServiceSimulator.Builder dressed(int cap) {
    return QueryServiceSimulator.over(TlsPostgres.shared())
        .user(USER, PASSWORD)
        .database(SANDBOX, database.name())
        .rowCap(cap);
  }

  private static Catalog read(
      QueryServiceSimulator server, @Nullable CatalogSource pinned, int pageSize)
      throws CannotCheckException {
    Target target = server.target(USER, PASSWORD, SANDBOX, new Timeouts(30, 120, 0));
    CatalogFallback catalogs = new CatalogFallback(pinned, pageSize);
    CatalogQuery query = new CatalogQuery(List.of(), EnumSet.of(TableType.TABLE), NameFilter.ALL);
    return TestDatabase.use(target, session -> catalogs.read(session, query));
  }

  private static void assertWhole(Catalog catalog) {
    assertThat(catalog.tables()).hasSize(TABLES);
    assertThat(catalog.tables().stream().map(Table::name).distinct()).hasSize(TABLES);
  }

  @ParameterizedTest
  @ValueSource(ints = {40_000, 30_000})
  void belowTheCapItTakesAPageForEachFullOneAndThreeStatementsMore(int pageSize) throws Exception {
    try (QueryServiceSimulator server = dressed(50_000).start()) {
      assertWhole(read(server, null, pageSize));

      assertThat(server.statements())
          .hasSizeLessThanOrEqualTo((TABLES + pageSize - 1) / pageSize + 3);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"40000,false", "50000,true", "1000,true"})
  void aCapThatIsLowerThanAPageIsFollowedUpWhateverTheServerSaysItSent(int cap, boolean lies)
      throws Exception {
    QueryServiceSimulator.Builder dress = dressed(cap);
    try (QueryServiceSimulator server = (lies ? dress.commandCompleteLies() : dress).start()) {
      assertWhole(read(server, null, 49_999));
    }
  }

  @ParameterizedTest
  @CsvSource({"PG_CLASS", "INFORMATION_SCHEMA"})
  void theLowerRungsReadPagesToo(CatalogSource source) throws Exception {
    try (QueryServiceSimulator server = dressed(50_000).start()) {
      assertWhole(read(server, source, 40_000));
    }
  }

  @Test
  void aServerThatSaysItIsPostgresIsReadInPagesAsWell() throws Exception {
    try (QueryServiceSimulator server =
        dressed(20_000).lenient().serverVersion("18.6").commandCompleteLies().start()) {
      assertWhole(read(server, null, 40_000));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {50_000, 1_000})
  void aCutListOfShowTablesIsAnErrorAndNoList(int cap) throws Exception {
    try (QueryServiceSimulator server = dressed(cap).commandCompleteLies().start()) {
      assertThatThrownBy(() -> read(server, CatalogSource.SHOW_TABLES, 40_000))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContaining("is complete: it has exactly " + cap + " rows")
          .hasMessageContaining("server \"aep\" at localhost:" + server.port());
    }
  }

  @Test
  void datasetsThatACutListDoesNotTellAreSaidNotToBeKnown() throws Exception {
    try (QueryServiceSimulator server = dressed(50_000).start()) {
      Catalog catalog = read(server, null, 40_000);

      assertThat(catalog.remarks()).singleElement().asString().contains("returned 50000 datasets");
      assertThat(catalog.tables().stream().filter(table -> table.dataset() != null))
          .hasSize(50_000);
    }
  }

  @Test
  void tablesThatComeAndGoBetweenPagesHideNoOther() throws Exception {
    AtomicInteger pages = new AtomicInteger();
    TestDatabase changing =
        new TestDatabase(
            "DO 'BEGIN FOR i IN 100..160 LOOP EXECUTE ''CREATE TABLE t'' || i || '' (x int)'';"
                + " END LOOP; END'");
    try (QueryServiceSimulator server =
        QueryServiceSimulator.over(TlsPostgres.shared())
            .user(USER, PASSWORD)
            .database(SANDBOX, changing.name())
            .before(
                Pattern.compile("ORDER BY"),
                sql -> {
                  int page = pages.incrementAndGet();
                  if (page > 1 && page < 5) {
                    changing.execute(
                        "CREATE TABLE a_new_" + page + " (x int)",
                        "CREATE TABLE t105_new_" + page + " (x int)",
                        "DROP TABLE t" + (100 + page),
                        "DROP TABLE t" + (161 - page));
                  }
                })
            .start()) {
      List<String> names = read(server, null, 20).tables().stream().map(Table::listedName).toList();

      assertThat(names).contains("t100", "t110", "t119", "t120", "t121", "t139", "t140", "t150");
      assertThat(names).doesNotHaveDuplicates();
    }
  }
}
