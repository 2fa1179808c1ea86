package io.github.qsmaven.catalog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.FieldCount;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.testing.TestDatabase;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The readers for servers that are not plainly PostgreSQL, held against one that is. */
class PortableReadersTest {
  private static final Set<TableType> ALL = EnumSet.allOf(TableType.class);
  private static final PageReader ONE_PAGE = new PageReader(1_000);

  private static TestDatabase database;

  @BeforeAll
  static void createRelations() throws SQLException {
    database =
        new TestDatabase(
            "CREATE SCHEMA a",
            "CREATE SCHEMA b",
            "CREATE SCHEMA off",
            "CREATE SCHEMA empty",
            "CREATE TABLE a.plain (x int)",
            "CREATE UNLOGGED TABLE a.unlogged (x int)",
            "CREATE TABLE b.plain (x int)",
            "CREATE TABLE b.only_b (x int)",
            "CREATE TABLE a.\"Mixed Case\" (x int)",
            "CREATE TABLE a.\"100%_x\" (x int)",
            "CREATE TABLE a.\"back\\slash\" (x int)",
            "CREATE TABLE a.\"it's\" (x int)",
            "CREATE TABLE a.\"ünïcödé\" (x int)",
            "CREATE TABLE a.parted (x int) PARTITION BY RANGE (x)",
            "CREATE TABLE a.parted_1 PARTITION OF a.parted FOR VALUES FROM (1) TO (2)",
            "CREATE VIEW a.view_1 AS SELECT 1 AS x",
            "CREATE MATERIALIZED VIEW a.mat_view_1 AS SELECT 1 AS x",
            "CREATE TABLE off.away (x int)",
            "GRANT USAGE ON SCHEMA a, b, off TO public",
            "GRANT SELECT ON ALL TABLES IN SCHEMA a, b, off TO public");
    database.searchPath("a, b");
  }

  @FunctionalInterface
  private interface Reading {
    Catalog with(Session session)
        throws SQLException, UnusableCatalogException, CannotCheckException;
  }

  private static Catalog read(Reading reading) throws CannotCheckException {
    return database.use(
        session -> {
          try {
            return reading.with(session);
          } catch (UnusableCatalogException e) {
            throw new CannotCheckException(e.reason(), "-");
          }
        });
  }

  private static CatalogQuery query(List<String> schemas, Set<TableType> types) {
    return new CatalogQuery(schemas, types, NameFilter.ALL);
  }

  private static Table table(String name) {
    return new Table(new TableName("public", name), TableType.TABLE, true, null);
  }

  private static List<Table> bare(Catalog catalog) {
    return catalog.tables().stream()
        .map(table -> new Table(table.name(), table.type(), table.visible(), null))
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void theFormOfSqlAlchemy20ListsWhatPostgresLists(TableType type) throws Exception {
    for (List<String> schemas : List.of(List.<String>of(), List.of("off", "b"), List.of("a"))) {
      CatalogQuery query = query(schemas, EnumSet.of(type));

      assertThat(bare(read(s -> new PortableCatalogReader(ONE_PAGE).read(s, query))))
          .isEqualTo(bare(read(s -> new PgCatalogReader(ONE_PAGE).read(s, query))));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 13, 14, 15})
  void everyPageSizeGivesTheSame(int size) throws Exception {
    PageReader pages = new PageReader(size);
    for (List<String> schemas : List.of(List.<String>of(), List.of("off", "empty", "b", "a"))) {
      CatalogQuery query = query(schemas, ALL);
      Catalog whole = read(s -> new PgCatalogReader(ONE_PAGE).read(s, query));

      assertThat(read(s -> new PgCatalogReader(pages).read(s, query))).isEqualTo(whole);
      assertThat(bare(read(s -> new PortableCatalogReader(pages).read(s, query))))
          .isEqualTo(bare(whole));
    }
    CatalogQuery inA = query(List.of("a"), ALL);
    assertThat(bare(read(s -> CurrentSchemaReader.ofPgClass(pages).read(s, inA))))
        .isEqualTo(bare(read(s -> new PgCatalogReader(ONE_PAGE).read(s, inA))));
    CatalogQuery tablesInA = query(List.of("a"), EnumSet.of(TableType.TABLE, TableType.VIEW));
    assertThat(bare(read(s -> CurrentSchemaReader.ofInformationSchema(pages).read(s, tablesInA))))
        .isEqualTo(bare(read(s -> new PgCatalogReader(ONE_PAGE).read(s, tablesInA))));
  }

  @Test
  void typesAreReadToOneLevelMoreThanIsShown() throws Exception {
    TestDatabase deep =
        new TestDatabase(
            "CREATE TYPE n0 AS (x int)",
            "DO $$ BEGIN FOR i IN 1..300 LOOP"
                + " EXECUTE format('CREATE TYPE n%s AS (f n%s)', i, i - 1); END LOOP; END $$",
            "CREATE TABLE nested (id int, deep n300)",
            "CREATE TABLE shallow (n n99)");
    Map<TableName, TableDetails> read =
        deep.use(
            session -> {
              List<Table> tables = List.of(table("nested"), table("shallow"));
              return new PortableColumnsReader(ONE_PAGE).read(session, tables);
            });
    Column column = requireNonNull(read.get(new TableName("public", "nested"))).columns().get(1);
    int levels = 0;
    for (Column inner = column; !inner.fields().isEmpty(); inner = inner.fields().get(0)) {
      levels++;
    }

    assertThat(levels).isEqualTo(100);
    assertThat(column.allLeftOut())
        .isEqualTo(new FieldCount(2, 2, true))
        .hasToString("at least 2 fields on 2 levels");
    assertThat(
            requireNonNull(read.get(new TableName("public", "shallow")))
                .columns()
                .get(0)
                .allLeftOut())
        .isEqualTo(FieldCount.NONE);
  }

  @Test
  void theOthersSearchTheCurrentSchemaAlone() throws Exception {
    CatalogQuery query = query(List.of(), EnumSet.of(TableType.TABLE));

    for (Catalog catalog :
        List.of(
            read(s -> CurrentSchemaReader.ofPgClass(ONE_PAGE).read(s, query)),
            read(s -> CurrentSchemaReader.ofInformationSchema(ONE_PAGE).read(s, query)))) {
      assertThat(catalog.schemas()).containsExactly("a");
      assertThat(catalog.onSearchPath()).isTrue();
      assertThat(catalog.tables()).extracting(Table::listedName).contains("plain", "Mixed Case");
      assertThat(catalog.tables()).extracting(t -> t.name().schema()).containsOnly("a");
    }
  }

  @Test
  void namesAreFilteredByTheServerInEveryForm() throws Exception {
    CatalogQuery query =
        new CatalogQuery(
            List.of(),
            ALL,
            new NameFilter(
                List.of(
                    new Glob("p*"), new Glob("100%_?"), new Glob("back\\*"), new Glob("a.it's")),
                List.of(new Glob("*_1"))));

    for (Catalog catalog :
        List.of(
            read(s -> new PortableCatalogReader(ONE_PAGE).read(s, query)),
            read(s -> CurrentSchemaReader.ofPgClass(ONE_PAGE).read(s, query)),
            read(s -> CurrentSchemaReader.ofInformationSchema(ONE_PAGE).read(s, query)))) {
      assertThat(catalog.tables())
          .extracting(table -> table.name().name())
          .containsExactly("100%_x", "back\\slash", "it's", "parted", "plain");
    }
  }

  @Test
  void aSchemaWithoutTablesWasSearchedAndOneThatIsNotThereIsToldWithTheOneMeant() throws Exception {
    CatalogQuery empty = query(List.of("empty"), ALL);
    CatalogQuery misspelled = query(List.of("empt"), ALL);

    assertThat(read(s -> new PortableCatalogReader(ONE_PAGE).read(s, empty)).schemas())
        .containsExactly("empty");
    assertThat(read(s -> CurrentSchemaReader.ofPgClass(ONE_PAGE).read(s, empty)).schemas())
        .containsExactly("empty");
    assertThatThrownBy(() -> read(s -> new PortableCatalogReader(ONE_PAGE).read(s, misspelled)))
        .hasMessageContaining(": \"empt\"; did you mean empty?")
        .hasMessageContaining("The schemas are: a, b, empty, off, public.");
    assertThatThrownBy(() -> read(s -> CurrentSchemaReader.ofPgClass(ONE_PAGE).read(s, misspelled)))
        .hasMessageContaining(": \"empt\"; did you mean empty?");
  }

  @Test
  void informationSchemaSaysThatItKnowsNoMaterializedViews() throws Exception {
    assertThat(
            read(
                s ->
                    CurrentSchemaReader.ofInformationSchema(ONE_PAGE)
                        .read(s, query(List.of(), ALL))))
        .extracting(Catalog::remarks)
        .asString()
        .contains("no materialized views");
    CatalogQuery only = query(List.of(), EnumSet.of(TableType.MATERIALIZED_VIEW));
    assertThatThrownBy(
            () -> read(s -> CurrentSchemaReader.ofInformationSchema(ONE_PAGE).read(s, only)))
        .hasMessageContaining("reports no materialized views");
  }

  @Test
  void everyFormFindsANameInWhateverSchema() throws Exception {
    Set<String> names = Set.of("AWAY", "plain", "nope");
    TableName[] found = {
      new TableName("a", "plain"), new TableName("b", "plain"), new TableName("off", "away")
    };

    for (CatalogReader reader :
        List.of(
            new PortableCatalogReader(ONE_PAGE),
            CurrentSchemaReader.ofPgClass(ONE_PAGE),
            CurrentSchemaReader.ofInformationSchema(ONE_PAGE),
            new PgCatalogReader(ONE_PAGE))) {
      assertThat(database.<List<TableName>>use(s -> reader.findAnywhere(s, names)))
          .containsExactlyInAnyOrder(found);
    }
  }
}
