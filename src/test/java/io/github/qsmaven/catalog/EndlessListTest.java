package io.github.qsmaven.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsPostgres;
import io.github.qsmaven.testing.queryservice.Breakage;
import io.github.qsmaven.testing.queryservice.FaultPoint;
import io.github.qsmaven.testing.queryservice.InjectedFault;
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator;
import io.github.qsmaven.testing.queryservice.SimulatedCatalog;
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
import org.junit.jupiter.params.provider.EnumSource;

/** Servers that return rows twice, or more and more rows, by the wire. */
class EndlessListTest {
  private static final String TWICE = "the server returned ";

  private static TestDatabase database;

  @BeforeAll
  static void createTables() throws SQLException {
    database =
        new TestDatabase(
            "CREATE TYPE point2 AS (x int, y int)",
            "CREATE TABLE orders (id int PRIMARY KEY, at point2)",
            "CREATE TABLE lines (id int PRIMARY KEY, orders int REFERENCES orders)",
            "CREATE VIEW recent AS SELECT * FROM orders");
    database.searchPath("public");
  }

  private static QueryServiceSimulator.Builder dressed() {
    return QueryServiceSimulator.over(TlsPostgres.shared())
        .user("u", "s3cret")
        .database("prod:all", database.name())
        .lenient();
  }

  private static QueryServiceSimulator.Builder twice(
      QueryServiceSimulator.Builder server, String statement) {
    return server.fault(
        InjectedFault.at(FaultPoint.DATA_ROW, Breakage.TWICE).on(Pattern.compile(statement)));
  }

  private static Catalog list(
      QueryServiceSimulator server, @Nullable CatalogSource source, int pageSize, String... schemas)
      throws CannotCheckException {
    Target target = server.target("u", "s3cret", "prod:all", new Timeouts(20, 20, 0));
    return TestDatabase.use(
        target,
        session ->
            new CatalogFallback(source, pageSize)
                .read(
                    session,
                    new CatalogQuery(
                        List.of(schemas),
                        EnumSet.of(TableType.TABLE, TableType.VIEW),
                        NameFilter.ALL)));
  }

  private static SchemaDetails details(QueryServiceSimulator server) throws CannotCheckException {
    Target target = server.target("u", "s3cret", "prod:all", new Timeouts(20, 20, 0));
    Catalog catalog = list(server, null, 1_000);
    return TestDatabase.use(
        target, session -> new SchemaDetailsReader(1_000).read(session, catalog, catalog.tables()));
  }

  @ParameterizedTest
  @CsvSource({
    "PG_CATALOG, pg_class",
    "PG_CLASS, pg_class",
    "INFORMATION_SCHEMA, information_schema.tables"
  })
  void tablesThatComeTwiceAreAnError(CatalogSource source, String statement) throws Exception {
    for (String version : new String[] {"0.1.0", "18.6"}) {
      try (QueryServiceSimulator server =
          twice(dressed().serverVersion(version), statement).start()) {
        assertThatThrownBy(() -> list(server, source, 1_000))
            .as(version)
            .isInstanceOf(CannotCheckException.class)
            .hasMessageContainingAll("Cannot verify that the list from " + source.word(), TWICE);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "18.6, w.i. c.oid, a table twice",
    "18.6, atthasdef, a column twice",
    "18.6, RECURSIVE used, rows twice or out of order",
    "18.6, pg_constraint, rows twice or out of order",
    "0.1.0, GROUP BY n.nspname, a relation twice",
    "0.1.0, a.attrelid IN, rows twice or out of order"
  })
  void detailsThatComeTwiceAreAnError(String version, String statement, String told)
      throws Exception {
    try (QueryServiceSimulator server =
        twice(dressed().serverVersion(version), statement).start()) {
      assertThatThrownBy(() -> details(server))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContainingAll("Cannot verify that the list from pg_catalog", TWICE + told);
    }
  }

  @Test
  void columnsOfTheInformationSchemaThatComeTwiceAreAnError() throws Exception {
    try (QueryServiceSimulator server =
        twice(
                dressed()
                    .refuse(SimulatedCatalog.PG_CATALOG)
                    .refuse(Pattern.compile("pg_attribute"), "42P01", "no such table"),
                "information_schema.columns.* ORDER BY")
            .start()) {
      assertThatThrownBy(() -> details(server))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContainingAll("the list from information_schema", TWICE + "a row twice");
    }
  }

  /** These have neither a key nor a count; a name that comes again adds nothing. */
  @Test
  void namesAloneThatComeTwiceCountOnce() throws Exception {
    try (QueryServiceSimulator server = twice(dressed(), "SHOW (TABLES|VIEWS)").start();
        QueryServiceSimulator schemas =
            twice(dressed().serverVersion("18.6"), "FROM pg_catalog.pg_namespace").start()) {
      assertThat(list(server, CatalogSource.SHOW_TABLES, 1_000).tables())
          .extracting(table -> table.name().name())
          .containsExactlyInAnyOrder("orders", "lines", "recent");
      assertThat(list(schemas, CatalogSource.PG_CATALOG, 1_000, "public").tables()).hasSize(3);
    }
  }

  /** Each page finds more tables than the one before left. */
  @ParameterizedTest
  @EnumSource(
      value = CatalogSource.class,
      names = {"PG_CATALOG", "PG_CLASS", "INFORMATION_SCHEMA"})
  void aListThatGrowsWithEachPageEnds(CatalogSource source) throws Exception {
    TestDatabase growing =
        new TestDatabase(
            "CREATE TABLE t0 (x int)",
            "CREATE TABLE t00 (x int)",
            "CREATE TABLE t000 (x int)",
            "CREATE TABLE t0000 (x int)",
            // Three schemas, and the row that counts their rows: more than the server returns.
            "CREATE SCHEMA b",
            "CREATE TABLE b.t0 (x int)",
            "CREATE SCHEMA c",
            "CREATE TABLE c.t0 (x int)",
            "GRANT USAGE ON SCHEMA b, c TO PUBLIC");
    AtomicInteger pages = new AtomicInteger();
    try (QueryServiceSimulator server =
        QueryServiceSimulator.over(TlsPostgres.shared())
            .user("u", "s3cret")
            .database("prod:all", growing.name())
            .lenient()
            .serverVersion("18.6")
            .rowCap(3)
            .before(
                Pattern.compile("ORDER BY.* LIMIT"),
                sql -> {
                  int page = pages.incrementAndGet();
                  for (int i = 0; i < 4; i++) {
                    growing.execute("CREATE TABLE t" + (1_000 + 4 * page + i) + " (x int)");
                  }
                })
            .start()) {
      assertThatThrownBy(() -> list(server, source, 4, "public", "b", "c"))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContainingAll(
              "Cannot verify that the list from " + source.word(),
              "try again if the schema is being changed");
    }
    assertThat(pages).hasValueLessThan(100);
  }
}
