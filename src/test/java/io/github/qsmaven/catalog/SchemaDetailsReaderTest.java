package io.github.qsmaven.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.Superuser;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsPostgres;
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator;
import io.github.qsmaven.testing.queryservice.SimulatedCatalog;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads columns of servers that are not plainly PostgreSQL, and counts what that takes. */
class SchemaDetailsReaderTest {
  private static final String SANDBOX = "prod:all";
  private static final String USER = "analyst@AdobeOrg";
  private static final String PASSWORD = "ID:secret-secret";
  private static final int MANY = 300;

  /**
   * Of a PostgreSQL, whatever it has: BEGIN, a count, tables, oids, defaults, comments, columns,
   * types, a count, keys.
   */
  private static final int STATEMENTS = 10;

  private static final Pattern FORMAT_TYPE = Pattern.compile("format_type");

  private static TestDatabase database;
  private static TestDatabase large;

  @BeforeAll
  static void createTables() throws SQLException {
    database =
        new TestDatabase(
            "CREATE TYPE web_page AS (name text, \"pageViews\" int)",
            "CREATE TYPE \"Mixed Case\" AS (pages web_page[], extra web_page)",
            "CREATE TYPE luma_web AS (webpagedetails \"Mixed Case\", c varchar(10))",
            "CREATE TYPE mood AS ENUM ('sad')",
            "CREATE DOMAIN code AS varchar(5)",
            "CREATE SCHEMA other",
            "CREATE TYPE other.mood_of AS (a int)",
            "CREATE TABLE luma (id bigint NOT NULL, web luma_web, webs luma_web[], o other.mood_of,"
                + " m mood, d code, gone int, ms mood[])",
            "ALTER TABLE luma DROP COLUMN gone",
            "CREATE TABLE plain (i integer, si smallint, bi bigint, v varchar(20), vv varchar,"
                + " c character(3), n numeric(10,2), nn numeric, ns numeric(5,-2), tx text,"
                + " b boolean, by bytea, d date, t time(2) without time zone, ti time, tz timetz(1),"
                + " ts timestamp(3), tss timestamp, tst timestamptz(0), r real, dp double precision,"
                + " u uuid, j json, jb jsonb, bt bit(8), bv bit varying(9), x xml, mo money,"
                + " ia integer[], ta text[], va varchar(7)[], na numeric(4,1)[], inv interval,"
                + " id interval day, ids interval day to second(3), iy interval year to month[],"
                + " ine inet, nm name, o oid)",
            "CREATE TABLE flattened (id int, \"web.page.name\" text, \"web.page.views\" int)",
            "CREATE TABLE \"it's; \"\"--\" (\"?\" int)",
            "CREATE TABLE third (page web_page)",
            "CREATE VIEW a_view AS SELECT id, d FROM luma");
    database.searchPath("public");
    String many =
        """
        DO $do$ BEGIN FOR i IN 100..%d LOOP
          EXECUTE 'CREATE TABLE t' || i
            || ' (a int PRIMARY KEY, b text[], c varchar(3) DEFAULT $$x$$, d int)';
          EXECUTE 'COMMENT ON COLUMN t' || i || '.a IS $$first$$';
          EXECUTE 'COMMENT ON COLUMN t' || i || '.b IS $$the, {"second\\"} NULL$$';
        END LOOP; END $do$"""
            .formatted(99 + MANY);
    large = new TestDatabase(many);
  }

  private static QueryServiceSimulator.Builder dressed(TestDatabase behind) {
    return QueryServiceSimulator.over(TlsPostgres.shared())
        .user(USER, PASSWORD)
        .database(SANDBOX, behind.name());
  }

  private static QueryServiceSimulator.Builder postgres(TestDatabase behind) {
    return dressed(behind).lenient().serverVersion("18.6");
  }

  @FunctionalInterface
  private interface Wanted {
    List<Table> from(Catalog catalog);
  }

  private static SchemaDetails read(QueryServiceSimulator server, int pageSize, Wanted wanted)
      throws CannotCheckException {
    Target target = server.target(USER, PASSWORD, SANDBOX, new Timeouts(30, 60, 0));
    CatalogQuery query =
        new CatalogQuery(List.of(), EnumSet.of(TableType.TABLE, TableType.VIEW), NameFilter.ALL);
    return TestDatabase.use(
        target,
        session -> {
          Catalog catalog = new CatalogFallback(null, pageSize).read(session, query);
          return new SchemaDetailsReader(pageSize).read(session, catalog, wanted.from(catalog));
        });
  }

  private static SchemaDetails read(
      UnaryOperator<QueryServiceSimulator.Builder> dress, int pageSize) throws Exception {
    try (QueryServiceSimulator server = dress.apply(dressed(database)).start()) {
      return read(server, pageSize, Catalog::tables);
    }
  }

  private static List<Column> columns(SchemaDetails structure, String table) {
    return requireNonNull(
            structure.relations().get(new TableName("public", table)),
            () -> table + " is not among " + structure)
        .columns();
  }

  private static Map<String, String> types(SchemaDetails structure, String table) {
    return columns(structure, table).stream()
        .collect(
            Collectors.toMap(
                Column::name,
                column -> column.type().spelling(),
                (one, other) -> one,
                LinkedHashMap::new));
  }

  private static Map<String, String> typesOfPostgres(String table) throws Exception {
    try (QueryServiceSimulator server = postgres(database).start()) {
      return types(read(server, 1_000, Catalog::tables), table);
    }
  }

  private static Column column(
      String name, int position, String type, TypeShape shape, Column... fields) {
    return new Column(
        name, position, new ColumnType(type, shape), true, null, null, List.of(fields));
  }

  private static Column column(String name, int position, String type) {
    return column(name, position, type, TypeShape.SCALAR);
  }

  private static Column[] web() {
    Column[] page = {column("name", 1, "text"), column("pageViews", 2, "integer")};
    return new Column[] {
      column(
          "webpagedetails",
          1,
          "\"Mixed Case\"",
          TypeShape.STRUCT,
          column("pages", 1, "web_page[]", TypeShape.ARRAY, page),
          column("extra", 2, "web_page", TypeShape.STRUCT, page)),
      column("c", 2, "character varying(10)")
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 1_000})
  void queryServiceTellsColumnsAndFieldsByPgAttribute(int pageSize) throws Exception {
    SchemaDetails structure = read(UnaryOperator.identity(), pageSize);

    assertThat(structure.notRead()).isEmpty();
    assertThat(columns(structure, "luma"))
        .containsExactly(
            new Column(
                "id", 1, new ColumnType("bigint", TypeShape.SCALAR), false, null, null, List.of()),
            column("web", 2, "luma_web", TypeShape.STRUCT, web()),
            column("webs", 3, "luma_web[]", TypeShape.ARRAY, web()),
            column("o", 4, "other.mood_of", TypeShape.STRUCT, column("a", 1, "integer")),
            column("m", 5, "mood", TypeShape.UNKNOWN),
            column("d", 6, "code", TypeShape.UNKNOWN),
            column("ms", 8, "mood[]", TypeShape.ARRAY));
    assertThat(types(structure, "plain")).isEqualTo(typesOfPostgres("plain"));
    assertThat(types(structure, "it's; \"--")).containsOnlyKeys("?");
    assertThat(types(structure, "a_view")).containsOnlyKeys("id", "d");
  }

  @Test
  void flattenedColumnsKeepTheirDottedNames() throws Exception {
    assertThat(types(read(UnaryOperator.identity(), 1_000), "flattened"))
        .containsOnlyKeys("id", "web.page.name", "web.page.views");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 50, 1_000})
  void aLowerCapThanAPageLosesNothing(int cap) throws Exception {
    SchemaDetails whole = read(UnaryOperator.identity(), 40_000);

    for (boolean lies : List.of(false, true)) {
      SchemaDetails cut =
          read(
              dress -> {
                dress.rowCap(cap);
                return lies ? dress.commandCompleteLies() : dress;
              },
              40_000);
      assertThat(cut.notRead()).isEmpty();
      for (TableName name : whole.relations().keySet()) {
        assertThat(columns(cut, name.name())).isEqualTo(columns(whole, name.name()));
      }
    }
    SchemaDetails byInformationSchema =
        read(dress -> dress.refuse(FORMAT_TYPE, "0A000", "-").rowCap(cap), 40_000);
    assertThat(types(byInformationSchema, "plain")).hasSize(types(whole, "plain").size());
  }

  @Test
  void postgresIsReadWholeThroughALowCapToo() throws Exception {
    SchemaDetails whole;
    try (QueryServiceSimulator server = postgres(database).start()) {
      whole = read(server, 40_000, Catalog::tables);
    }
    try (QueryServiceSimulator server = postgres(database).rowCap(5).start()) {
      assertThat(read(server, 40_000, Catalog::tables)).isEqualTo(whole);
    }
  }

  @Test
  void theFormOfSqlAlchemy14IsEnoughAndSoIsTheSimpleProtocol() throws Exception {
    SchemaDetails whole = read(UnaryOperator.identity(), 1_000);

    assertThat(read(QueryServiceSimulator.Builder::refuseSqlAlchemy20Form, 1_000).relations())
        .isEqualTo(whole.relations());
    assertThat(read(QueryServiceSimulator.Builder::refuseExtendedProtocol, 2)).isEqualTo(whole);
  }

  @ParameterizedTest
  @CsvSource({"false,1000", "true,1000", "false,2"})
  void withoutFormatTypeInformationSchemaTellsTheSameOfBuiltInTypes(boolean hangsUp, int pageSize)
      throws Exception {
    SchemaDetails structure =
        read(
            dress -> {
              dress.refuse(FORMAT_TYPE, "0A000", "format_type is not supported");
              return hangsUp ? dress.hangUpAfterRefusal() : dress;
            },
            pageSize);

    assertThat(structure.notRead()).isEmpty();
    Map<String, String> expected = typesOfPostgres("plain");
    // By the names of the catalog, and without the lengths of elements.
    expected.putAll(
        Map.of(
            "ia",
            "int4[]",
            "ta",
            "text[]",
            "va",
            "varchar[]",
            "na",
            "numeric[]",
            "iy",
            "interval[]"));
    assertThat(types(structure, "plain")).isEqualTo(expected);
    assertThat(columns(structure, "luma"))
        .extracting(column -> column.name() + ' ' + column.type())
        .containsExactly(
            "id " + new ColumnType("bigint", TypeShape.SCALAR),
            "web " + new ColumnType("luma_web", TypeShape.UNKNOWN, false),
            "webs " + new ColumnType("luma_web[]", TypeShape.ARRAY, false),
            "o " + new ColumnType("mood_of", TypeShape.UNKNOWN, false),
            "m " + new ColumnType("mood", TypeShape.UNKNOWN, false),
            "d " + new ColumnType("character varying(5)", TypeShape.SCALAR),
            "ms " + new ColumnType("mood[]", TypeShape.ARRAY, false));
    assertThat(columns(structure, "luma").get(0).nullable()).isFalse();
  }

  @Test
  void anInformationSchemaOfFewerColumnsTellsTheNamesOfTypesAlone() throws Exception {
    SchemaDetails structure =
        read(
            dress ->
                dress
                    .refuse(SimulatedCatalog.PG_CATALOG)
                    .refuse(Pattern.compile("udt_name"), "42703", "no such column"),
            1_000);

    assertThat(types(structure, "luma"))
        .containsEntry("id", "bigint")
        .containsEntry("web", "USER-DEFINED")
        .containsEntry("webs", "ARRAY");
    assertThat(columns(structure, "plain")).allMatch(column -> !column.type().modifierReported());
  }

  @Test
  void withoutAnyCatalogEachTableTellsItsColumnsAndNothingElseIsAsked() throws Exception {
    try (QueryServiceSimulator server =
        dressed(database)
            .refuse(SimulatedCatalog.PG_CATALOG)
            .refuse(SimulatedCatalog.INFORMATION_SCHEMA)
            .refuse(FORMAT_TYPE, "42883", "no such function")
            .start()) {
      SchemaDetails structure = read(server, 1_000, Catalog::tables);

      assertThat(structure.catalog().source()).isEqualTo(CatalogSource.SHOW_TABLES);
      assertThat(structure.notRead()).isEmpty();
      assertThat(types(structure, "plain")).isEqualTo(typesOfPostgres("plain"));
      assertThat(columns(structure, "luma"))
          .extracting(column -> column.name() + ' ' + column.type().shape())
          .containsExactly(
              "id SCALAR",
              "web UNKNOWN",
              "webs UNKNOWN",
              "o UNKNOWN",
              "m UNKNOWN",
              // PostgreSQL describes results by base types.
              "d SCALAR",
              "ms UNKNOWN");
      assertThat(server.statements().stream().filter(sql -> sql.contains("pg_type"))).isEmpty();
      assertThat(server.statements().stream().filter(sql -> sql.endsWith("WHERE 1=0")))
          .hasSize(structure.relations().size());
    }
  }

  @Test
  void emptyResultsTellColumnsByTheSimpleProtocolToo() throws Exception {
    SchemaDetails structure =
        read(
            dress ->
                dress
                    .refuseExtendedProtocol()
                    .refuse(SimulatedCatalog.PG_CATALOG)
                    .refuse(SimulatedCatalog.INFORMATION_SCHEMA),
            1_000);

    assertThat(types(structure, "plain")).isEqualTo(typesOfPostgres("plain"));
  }

  @Test
  void whatMayNotBeReadIsSaidSo() throws Exception {
    String role = Superuser.identifier(database.role());
    database.execute("GRANT SELECT ON luma TO " + role, "GRANT USAGE ON SCHEMA other TO " + role);
    try (QueryServiceSimulator server =
        dressed(database)
            .role(database.role())
            .refuse(SimulatedCatalog.PG_CATALOG)
            .refuse(SimulatedCatalog.INFORMATION_SCHEMA)
            .start()) {
      SchemaDetails structure =
          read(
              server,
              1_000,
              catalog -> List.of(table("luma"), table("plain"), table("no such table")));

      assertThat(structure.relations()).containsOnlyKeys(new TableName("public", "luma"));
      assertThat(structure.notRead())
          .isEqualTo(
              Map.of(
                  new TableName("public", "plain"),
                  "may not be read by this credential",
                  new TableName("public", "no such table"),
                  "does not exist"));
    }
  }

  private static Table table(String name) {
    return new Table(new TableName("public", name), TableType.TABLE, true, null);
  }

  @Test
  void aTableThatPgClassHidesIsReadFromWhateverElseTellsIt() throws Exception {
    try (QueryServiceSimulator server =
        dressed(database).hide(SimulatedCatalog.PG_CATALOG, "luma").start()) {
      SchemaDetails structure =
          read(server, 1_000, catalog -> List.of(table("luma"), table("plain")));

      assertThat(structure.relations()).hasSize(2);
      assertThat(types(structure, "luma")).containsKeys("id", "web");
    }
  }

  @ParameterizedTest
  @CsvSource({"false,50", "true,50", "false,40000", "true,40000"})
  void allTablesTakeAFixedNumberOfStatementsOrOneForEachFullPageAndFiveMore(
      boolean isPostgres, int pageSize) throws Exception {
    try (QueryServiceSimulator server = (isPostgres ? postgres(large) : dressed(large)).start()) {
      SchemaDetails structure = read(server, pageSize, Catalog::tables);

      assertThat(structure.relations()).hasSize(MANY);
      int columns = structure.relations().values().stream().mapToInt(r -> r.columns().size()).sum();
      assertThat(columns).isEqualTo(4 * MANY);
      // The tables and their keys come in pages, too.
      int rows = columns + (pageSize < MANY ? 3 * MANY : 0);
      assertThat(asked(server))
          .hasSizeLessThanOrEqualTo(isPostgres ? STATEMENTS : (rows + pageSize - 1) / pageSize + 5);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fewTablesOfManyTakeFewStatementsAndOnlyTheirColumnsComeOver(boolean isPostgres)
      throws Exception {
    try (QueryServiceSimulator server = (isPostgres ? postgres(large) : dressed(large)).start()) {
      SchemaDetails structure = read(server, 40_000, catalog -> catalog.tables().subList(100, 120));

      assertThat(structure.relations()).hasSize(20);
      assertThat(asked(server)).hasSizeLessThanOrEqualTo(isPostgres ? STATEMENTS : 6);
    }
  }

  /** Truncated or not, what is read is the same, with all comments. */
  @ParameterizedTest
  @ValueSource(ints = {100, 250, 350, 700, 1_100, 40_000})
  void aServerThatSaysItIsPostgresButTruncatesIsReadInPages(int cap) throws Exception {
    SchemaDetails whole;
    try (QueryServiceSimulator server = postgres(large).start()) {
      whole = read(server, 40_000, Catalog::tables);
    }
    try (QueryServiceSimulator server = postgres(large).rowCap(cap).start()) {
      SchemaDetails read = read(server, 40_000, Catalog::tables);

      assertThat(read.relations()).hasSize(MANY).isEqualTo(whole.relations());
      assertThat(asked(server).stream().anyMatch(sql -> sql.contains("ORDER BY a.attrelid")))
          .isEqualTo(cap < MANY);
    }
  }

  /** Without what the driver sends of itself. */
  private static List<String> asked(QueryServiceSimulator server) {
    return server.statements().stream().filter(sql -> !sql.startsWith("SET ")).toList();
  }
}
