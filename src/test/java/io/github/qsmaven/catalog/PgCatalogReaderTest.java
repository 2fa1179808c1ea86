package io.github.qsmaven.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.testing.TestDatabase;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PgCatalogReaderTest {
  private static final Set<TableType> TABLES = EnumSet.of(TableType.TABLE);
  private static final Set<TableType> ALL = EnumSet.allOf(TableType.class);

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
            "COMMENT ON TABLE a.plain IS 'it''s a \"comment\"\nof two lines'",
            "COMMENT ON COLUMN a.plain.x IS 'of a column'",
            "CREATE UNLOGGED TABLE a.unlogged (x int)",
            "CREATE TABLE b.plain (x int)",
            "CREATE TABLE b.only_b (x int)",
            "CREATE TABLE b.shadowed_by_a_view (x int)",
            "CREATE VIEW a.shadowed_by_a_view AS SELECT 1 AS x",
            "CREATE TABLE b.shadowed_by_an_index (x int)",
            "CREATE INDEX shadowed_by_an_index ON a.plain (x)",
            "CREATE TABLE b.pg_class (x int)",
            "CREATE TABLE b.parted (x int) PARTITION BY RANGE (x)",
            "CREATE TABLE b.parted_1 PARTITION OF b.parted FOR VALUES FROM (1) TO (2)",
            "CREATE TABLE off.parted_2 PARTITION OF b.parted FOR VALUES FROM (2) TO (3)",
            "CREATE VIEW b.view_1 AS SELECT 1 AS x",
            "CREATE MATERIALIZED VIEW b.mat_view_1 AS SELECT 1 AS x",
            "CREATE FOREIGN DATA WRAPPER nothing",
            "CREATE SERVER nowhere FOREIGN DATA WRAPPER nothing",
            "CREATE FOREIGN TABLE b.foreign_1 (x int) SERVER nowhere",
            "CREATE SEQUENCE b.sequence_1",
            "CREATE TYPE b.composite_1 AS (x int)",
            "CREATE TABLE b.\"Mixed Case\" (x int)",
            "CREATE TABLE b.\"100%_x\" (x int)",
            "CREATE TABLE b.\"100__x\" (x int)",
            "CREATE TABLE b.\"do.ts\" (x int)",
            "CREATE FUNCTION public.make_temporary() RETURNS int LANGUAGE plpgsql AS"
                + " 'BEGIN CREATE TEMPORARY TABLE temporary (x int); RETURN 1; END'",
            "CREATE TABLE off.away (x int)",
            "CREATE TABLE off.plain (x int)",
            // Without it, PostgreSQL leaves a schema out of the search path.
            "GRANT USAGE ON SCHEMA a, b TO public");
    database.searchPath("a, nowhere, b");
  }

  private static Catalog read(CatalogQuery query) throws CannotCheckException {
    return database.use(session -> read(session, query));
  }

  private static Catalog read(Session session, CatalogQuery query)
      throws SQLException, CannotCheckException {
    try {
      return new PgCatalogReader(new PageReader(40_000)).read(session, query);
    } catch (UnusableCatalogException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> names(CatalogQuery query) throws CannotCheckException {
    return read(query).tables().stream().map(Table::listedName).toList();
  }

  private static CatalogQuery ofType(TableType type) {
    return new CatalogQuery(List.of(), EnumSet.of(type), NameFilter.ALL);
  }

  private static CatalogQuery including(String... globs) {
    return filtered(List.of(globs), List.of());
  }

  private static CatalogQuery filtered(List<String> includes, List<String> excludes) {
    return new CatalogQuery(
        List.of(),
        TABLES,
        new NameFilter(
            includes.stream().map(Glob::new).toList(), excludes.stream().map(Glob::new).toList()));
  }

  @Test
  void listsWhatTheSearchPathShowsAsSqlalchemyDoes() throws Exception {
    assertThat(names(ofType(TableType.TABLE)))
        .containsExactly(
            "100%_x",
            "100__x", "Mixed Case", "do.ts", "only_b", "parted", "parted_1", "plain", "unlogged");
  }

  @Test
  void theFirstOfTheSearchPathIsTheOneListed() throws Exception {
    assertThat(read(including("plain")).tables())
        .containsExactly(
            new Table(
                new TableName("a", "plain"),
                TableType.TABLE,
                true,
                "it's a \"comment\"\nof two lines"));
  }

  @Test
  void theSchemasAreThoseOfTheSearchPathThatExist() throws Exception {
    Catalog catalog = read(ofType(TableType.TABLE));

    assertThat(catalog.schemas()).containsExactly("a", "b");
    assertThat(catalog.onSearchPath()).isTrue();
    assertThat(catalog.source()).isEqualTo(CatalogSource.PG_CATALOG);
  }

  @Test
  void viewsMaterializedViewsAndForeignTablesAreTypesOfTheirOwn() throws Exception {
    assertThat(names(ofType(TableType.VIEW))).containsExactly("shadowed_by_a_view", "view_1");
    assertThat(names(ofType(TableType.MATERIALIZED_VIEW))).containsExactly("mat_view_1");
    assertThat(names(ofType(TableType.FOREIGN_TABLE))).containsExactly("foreign_1");
    assertThat(read(new CatalogQuery(List.of("b"), ALL, NameFilter.ALL)).tables())
        .extracting(Table::type)
        .containsAll(ALL);
  }

  @Test
  void aNamedSchemaIsListedWholeAndTellsWhatTheSearchPathHides() throws Exception {
    assertThat(names(new CatalogQuery(List.of("off", "b"), TABLES, NameFilter.ALL)))
        .containsExactly(
            "100%_x",
            "100__x",
            "Mixed Case",
            "b.pg_class",
            "b.plain",
            "b.shadowed_by_a_view",
            "b.shadowed_by_an_index",
            "do.ts",
            "off.away",
            "off.parted_2",
            "off.plain",
            "only_b",
            "parted",
            "parted_1");
  }

  @Test
  void aNamedSchemaWithoutTablesIsStillOneThatWasSearched() throws Exception {
    Catalog catalog = read(new CatalogQuery(List.of("empty", "off"), TABLES, NameFilter.ALL));

    assertThat(catalog.schemas()).containsExactly("empty", "off");
    assertThat(catalog.onSearchPath()).isFalse();
  }

  @Test
  void aSchemaThatDoesNotExistIsAnErrorWithASuggestion() {
    assertThatThrownBy(
            () -> read(new CatalogQuery(List.of("b", "offf", "aa"), ALL, NameFilter.ALL)))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(
            "schemas that do not exist on",
            ": \"offf\", \"aa\"; did you mean off, or a?",
            "The schemas are: a, b, empty, off, public.");
  }

  @Test
  void ofManySchemasTheFirstAreListedAndTheOneThatDiffersInCaseIsSuggested() throws Exception {
    TestDatabase many =
        new TestDatabase(
            IntStream.range(10, 34).mapToObj(i -> "CREATE SCHEMA s" + i).toArray(String[]::new));

    assertThatThrownBy(
            () ->
                many.use(
                    session ->
                        new CatalogFallback(null, 100)
                            .read(session, new CatalogQuery(List.of("S11"), ALL, NameFilter.ALL))))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(
            ": \"S11\"; did you mean s11 (differs in case)",
            "The schemas are: public, s10, s11,",
            ", s28 and 5 more.");
  }

  @Test
  void theSystemCatalogIsListedOnlyWhenNamed() throws Exception {
    assertThat(names(new CatalogQuery(List.of("pg_catalog"), TABLES, NameFilter.ALL)))
        .contains("pg_class", "pg_namespace");
  }

  @Test
  void temporaryTablesAreNotListed() throws Exception {
    List<String> names =
        database.use(
            session -> {
              session.query(
                  "COMMIT; SELECT public.make_temporary()", List.of(), row -> row.getInt(1));
              assertThat(new TableProbe().ask(session, null, "temporary"))
                  .isEqualTo(TableProbe.Answer.THERE);
              return read(session, ofType(TableType.TABLE)).tables().stream()
                  .map(Table::listedName)
                  .toList();
            });

    assertThat(names).contains("plain").doesNotContain("temporary");
  }

  @Test
  void includesAndExcludesAreGlobsAndExcludesWin() throws Exception {
    assertThat(names(including("par*"))).containsExactly("parted", "parted_1");
    assertThat(names(including("parted_?"))).containsExactly("parted_1");
    assertThat(names(filtered(List.of("par*", "plain"), List.of("*_1"))))
        .containsExactly("parted", "plain");
    assertThat(names(filtered(List.of(), List.of("p*", "1*")))).contains("only_b", "unlogged");
  }

  @Test
  void theWildcardsOfLikeAreOrdinaryInAGlob() throws Exception {
    assertThat(names(including("100%_x"))).containsExactly("100%_x");
    assertThat(names(including("100__x"))).containsExactly("100__x");
    assertThat(names(including("mixed*"))).isEmpty();
  }

  @Test
  void aGlobWithADotIsHeldAgainstTheSchemaToo() throws Exception {
    assertThat(names(including("a.*"))).containsExactly("plain", "unlogged");
    assertThat(names(including("do.*"))).containsExactly("do.ts");
    assertThat(names(including("b*"))).isEmpty();
  }

  @Test
  void findsANameAnywhereWhateverItsCaseAndType() throws Exception {
    List<TableName> found =
        database.use(
            session ->
                new PgCatalogReader(new PageReader(40_000))
                    .findAnywhere(session, Set.of("PLAIN", "away", "mixed case", "pg_type", "x")));

    assertThat(found)
        .containsExactlyInAnyOrder(
            new TableName("a", "plain"),
            new TableName("b", "plain"),
            new TableName("off", "plain"),
            new TableName("off", "away"),
            new TableName("b", "Mixed Case"),
            new TableName("pg_catalog", "pg_type"));
  }

  @Test
  void anEmptySearchPathIsNoError() throws Exception {
    TestDatabase other = new TestDatabase();
    other.searchPath("nowhere");

    Catalog catalog = other.use(session -> read(session, ofType(TableType.TABLE)));

    assertThat(catalog.schemas()).isEmpty();
    assertThat(catalog.tables()).isEmpty();
  }
}
