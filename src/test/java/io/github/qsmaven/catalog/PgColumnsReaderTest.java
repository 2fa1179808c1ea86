package io.github.qsmaven.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ForeignKey;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.testing.Superuser;
import io.github.qsmaven.testing.TestDatabase;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PgColumnsReaderTest {
  private static final CatalogQuery EVERYTHING =
      new CatalogQuery(List.of("a", "b"), EnumSet.allOf(TableType.class), NameFilter.ALL);

  private static TestDatabase database;
  private static SchemaDetails whole;

  @BeforeAll
  static void createTables() throws Exception {
    database =
        new TestDatabase(
            "CREATE SCHEMA a",
            "CREATE SCHEMA b",
            "CREATE TYPE a.mood AS ENUM ('sad', 'glad')",
            "CREATE DOMAIN a.code AS varchar(5)",
            "CREATE DOMAIN a.some_code AS a.code NOT NULL",
            "CREATE DOMAIN a.sure_code AS a.some_code",
            "CREATE DOMAIN a.codes AS a.code[]",
            "CREATE TYPE a.level_4 AS (x int, tags text[])",
            "CREATE TYPE a.level_3 AS (four a.level_4, fours a.level_4[])",
            "CREATE DOMAIN a.three AS a.level_3",
            "CREATE TYPE a.level_2 AS (three a.three, m a.mood)",
            "CREATE TYPE a.level_1 AS (\"Two Words\" a.level_2, c a.some_code)",
            "COMMENT ON COLUMN a.level_1.c IS 'of a field'",
            "CREATE TABLE a.parent (k1 int, k2 text, PRIMARY KEY (k2, k1))",
            "CREATE TABLE b.child (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, p1 int,"
                + " p2 text, other bigint CONSTRAINT self REFERENCES b.child,"
                + " CONSTRAINT up FOREIGN KEY (p1, p2) REFERENCES a.parent (k1, k2))",
            "CREATE TABLE a.kinds (i integer NOT NULL DEFAULT 7, v varchar(20) DEFAULT 'it''s',"
                + " n numeric(10,2), t timestamp(3), tz timestamptz DEFAULT now(), c char,"
                + " tags text[], grid int[][], m a.mood, d a.code, nn a.sure_code, cs a.codes,"
                + " j jsonb, g int GENERATED ALWAYS AS (i + 1) STORED, r int4range)",
            "COMMENT ON COLUMN a.kinds.v IS E'two\\nlines'",
            "CREATE TABLE a.nested (one a.level_1, ones a.level_1[], row_of_parent a.parent)",
            "CREATE TABLE a.changed (x int, gone text DEFAULT 'x', y int NOT NULL)",
            "ALTER TABLE a.changed DROP COLUMN gone",
            "CREATE TABLE a.nothing ()",
            "CREATE TABLE a.\"it's; \"\"--\" (\"a.b\" int, \"?\" int, \"ünïcödé {x,y}\" int, \"\\\" int)",
            "CREATE TABLE a.parted (x int PRIMARY KEY) PARTITION BY RANGE (x)",
            "CREATE TABLE a.parted_1 PARTITION OF a.parted FOR VALUES FROM (1) TO (2)",
            "CREATE TABLE a.parted_2 PARTITION OF a.parted FOR VALUES FROM (2) TO (3)",
            "CREATE TABLE b.to_parted (x int CONSTRAINT to_all REFERENCES a.parted)",
            "CREATE VIEW a.a_view AS SELECT i, v AS renamed FROM a.kinds",
            "CREATE MATERIALIZED VIEW a.mat_view AS SELECT n FROM a.kinds",
            "CREATE FOREIGN DATA WRAPPER nothing",
            "CREATE SERVER nowhere FOREIGN DATA WRAPPER nothing",
            "CREATE FOREIGN TABLE b.far (x int NOT NULL) SERVER nowhere");
    database.searchPath("a");
    database.execute("GRANT USAGE ON SCHEMA a TO " + Superuser.identifier(database.role()));
    whole = read(1_000, catalog -> catalog.tables());
  }

  @FunctionalInterface
  private interface TableSelection {
    List<Table> from(Catalog catalog);
  }

  private static SchemaDetails read(int pageSize, TableSelection wanted)
      throws CannotCheckException {
    return database.use(
        session -> {
          Catalog catalog = new CatalogFallback(null, pageSize).read(session, EVERYTHING);
          return new SchemaDetailsReader(pageSize).read(session, catalog, wanted.from(catalog));
        });
  }

  private static TableDetails relation(String schema, String name) {
    return requireNonNull(whole.relations().get(new TableName(schema, name)), name);
  }

  /** The columns as they are spelled; {@code TypeIdentityTest} tests which types they have. */
  private static List<Column> columns(String schema, String name) {
    return relation(schema, name).columns().stream().map(PgColumnsReaderTest::spelled).toList();
  }

  private static Column spelled(Column column) {
    ColumnType type = column.type();
    assertThat(type.identity()).isNotNull();
    return new Column(
        column.name(),
        column.position(),
        new ColumnType(type.spelling(), type.shape(), type.modifierReported()),
        column.nullable(),
        column.defaultValue(),
        column.comment(),
        column.fields().stream().map(PgColumnsReaderTest::spelled).toList());
  }

  private static Column column(String schema, String table, String... path) {
    List<Column> columns = relation(schema, table).columns();
    Column found = null;
    for (String name : path) {
      found = columns.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
      columns = found.fields();
    }
    return spelled(requireNonNull(found));
  }

  private static Column plain(
      String name,
      int position,
      String type,
      TypeShape shape,
      boolean nullable,
      @Nullable String defaultValue) {
    return new Column(
        name, position, new ColumnType(type, shape), nullable, defaultValue, null, List.of());
  }

  private static Column scalar(String name, int position, String type) {
    return plain(name, position, type, TypeShape.SCALAR, true, null);
  }

  @Test
  void everyTableOfTheListIsReadWithWhateverItIs() {
    assertThat(whole.notRead()).isEmpty();
    assertThat(whole.relations()).hasSize(whole.catalog().tables().size());
    whole
        .catalog()
        .tables()
        .forEach(
            table ->
                assertThat(relation(table.name().schema(), table.name().name()).table())
                    .isEqualTo(table));
    assertThat(columns("a", "nothing")).isEmpty();
    assertThat(columns("a", "a_view"))
        .containsExactly(scalar("i", 1, "integer"), scalar("renamed", 2, "character varying(20)"));
    assertThat(columns("a", "mat_view")).containsExactly(scalar("n", 1, "numeric(10,2)"));
    assertThat(columns("b", "far"))
        .containsExactly(plain("x", 1, "integer", TypeShape.SCALAR, false, null));
  }

  @Test
  void columnsHaveTheirTypesAsPostgresSpellsThemWithDefaultsNullabilityAndComments() {
    assertThat(columns("a", "kinds"))
        .containsExactly(
            plain("i", 1, "integer", TypeShape.SCALAR, false, "7"),
            new Column(
                "v",
                2,
                new ColumnType("character varying(20)", TypeShape.SCALAR),
                true,
                "'it''s'::character varying",
                "two\nlines",
                List.of()),
            scalar("n", 3, "numeric(10,2)"),
            scalar("t", 4, "timestamp(3) without time zone"),
            plain("tz", 5, "timestamp with time zone", TypeShape.SCALAR, true, "now()"),
            scalar("c", 6, "character(1)"),
            plain("tags", 7, "text[]", TypeShape.ARRAY, true, null),
            plain("grid", 8, "integer[]", TypeShape.ARRAY, true, null),
            scalar("m", 9, "mood"),
            scalar("d", 10, "code"),
            plain("nn", 11, "sure_code", TypeShape.SCALAR, false, null),
            plain("cs", 12, "codes", TypeShape.ARRAY, true, null),
            scalar("j", 13, "jsonb"),
            plain("g", 14, "integer", TypeShape.SCALAR, true, "(i + 1)"),
            scalar("r", 15, "int4range"));
  }

  @Test
  void compositeTypesHaveTheirFieldsToAnyDepthThroughArraysAndDomains() {
    assertThat(column("a", "nested", "one").type())
        .isEqualTo(new ColumnType("level_1", TypeShape.STRUCT));
    assertThat(column("a", "nested", "ones").type())
        .isEqualTo(new ColumnType("level_1[]", TypeShape.ARRAY));
    for (String name : List.of("one", "ones")) {
      assertThat(column("a", "nested", name, "Two Words", "three", "fours"))
          .isEqualTo(
              new Column(
                  "fours",
                  2,
                  new ColumnType("level_4[]", TypeShape.ARRAY),
                  true,
                  null,
                  null,
                  List.of(
                      scalar("x", 1, "integer"),
                      plain("tags", 2, "text[]", TypeShape.ARRAY, true, null))));
    }
    assertThat(column("a", "nested", "one", "Two Words", "three").type())
        .isEqualTo(new ColumnType("three", TypeShape.STRUCT));
    assertThat(column("a", "nested", "one", "c").comment()).isEqualTo("of a field");
    assertThat(column("a", "nested", "one", "c").nullable()).isFalse();
    assertThat(column("a", "nested", "row_of_parent").fields())
        .extracting(Column::name)
        .containsExactly("k1", "k2");
  }

  @Test
  void droppedAndSystemColumnsAreNotThere() {
    assertThat(columns("a", "changed"))
        .containsExactly(
            scalar("x", 1, "integer"), plain("y", 3, "integer", TypeShape.SCALAR, false, null));
  }

  @Test
  void namesAreNamesWhateverTheyHold() {
    assertThat(relation("a", "it's; \"--").columns())
        .extracting(Column::name)
        .containsExactly("a.b", "?", "ünïcödé {x,y}", "\\");
  }

  @Test
  void keysAreThereInTheOrderOfTheKeyAndAcrossSchemas() {
    assertThat(relation("a", "parent").primaryKey()).containsExactly("k2", "k1");
    assertThat(relation("b", "child").primaryKey()).containsExactly("id");
    assertThat(relation("b", "child").foreignKeys())
        .containsExactlyInAnyOrder(
            new ForeignKey(
                "up", List.of("p1", "p2"), new TableName("a", "parent"), List.of("k1", "k2")),
            new ForeignKey("self", List.of("other"), new TableName("b", "child"), List.of("id")));
    assertThat(relation("a", "kinds").primaryKey()).isEmpty();
    assertThat(relation("a", "kinds").foreignKeys()).isEmpty();
  }

  @Test
  void aKeyThatPointsToAPartitionedTableIsOneKey() {
    assertThat(relation("b", "to_parted").foreignKeys())
        .containsExactly(
            new ForeignKey("to_all", List.of("x"), new TableName("a", "parted"), List.of("x")));
    assertThat(relation("a", "parted_1").primaryKey()).containsExactly("x");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 20})
  void everyPageSizeGivesTheSame(int pageSize) throws Exception {
    assertThat(read(pageSize, Catalog::tables)).isEqualTo(whole);
  }

  @Test
  void onlyTheTablesThatAreWantedAreReadAndThoseThatAreNotThereAreSaidNotToBe() throws Exception {
    Set<TableName> names =
        Set.of(
            new TableName("b", "child"),
            new TableName("a", "nested"),
            new TableName("a", "child"),
            new TableName("a", "no such table"));

    SchemaDetails some =
        read(
            1_000,
            catalog ->
                names.stream().map(name -> new Table(name, TableType.TABLE, false, null)).toList());

    assertThat(some.relations().keySet())
        .containsExactlyInAnyOrder(new TableName("b", "child"), new TableName("a", "nested"));
    assertThat(some.notRead())
        .containsOnlyKeys(new TableName("a", "child"), new TableName("a", "no such table"));
    assertThat(columns(some)).isEqualTo(columns(whole, some.relations().keySet()));
  }

  private static Map<TableName, List<Column>> columns(SchemaDetails structure) {
    return columns(structure, structure.relations().keySet());
  }

  private static Map<TableName, List<Column>> columns(
      SchemaDetails structure, Set<TableName> names) {
    return structure.relations().entrySet().stream()
        .filter(entry -> names.contains(entry.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().columns()));
  }
}
