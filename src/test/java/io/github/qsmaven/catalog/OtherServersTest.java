package io.github.qsmaven.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.catalog.TableProbe.Answer;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.testing.AllFormats;
import io.github.qsmaven.testing.FrontedServer;
import io.github.qsmaven.testing.MissingTable;
import io.github.qsmaven.testing.NameCheck;
import io.github.qsmaven.testing.PGlite;
import io.github.qsmaven.testing.QuestDb;
import io.github.qsmaven.testing.TableFindings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code docs/servers.md} says of servers that speak PostgreSQL's protocol. */
class OtherServersTest {
  private static final Set<TableType> ALL = EnumSet.allOf(TableType.class);
  private static final CatalogQuery TABLES = query(List.of(), NameFilter.ALL);
  private static final int ONE_PAGE = 40_000;

  private static CatalogQuery query(List<String> schemas, NameFilter filter) {
    return new CatalogQuery(schemas, EnumSet.of(TableType.TABLE), filter);
  }

  private static NameFilter including(String... globs) {
    return new NameFilter(Stream.of(globs).map(Glob::new).toList(), List.of());
  }

  private static Catalog read(
      FrontedServer server, @Nullable CatalogSource pinned, int pageSize, CatalogQuery query)
      throws CannotCheckException {
    return server.use(session -> new CatalogFallback(pinned, pageSize).read(session, query));
  }

  private static Catalog read(FrontedServer server, @Nullable CatalogSource pinned)
      throws CannotCheckException {
    return read(server, pinned, ONE_PAGE, TABLES);
  }

  private static List<String> names(Catalog catalog) {
    return catalog.tables().stream().map(table -> table.name().name()).toList();
  }

  private static List<Answer> ask(FrontedServer server, @Nullable String schema, String... names)
      throws CannotCheckException {
    return server.use(
        session -> {
          List<Answer> answers = new ArrayList<>();
          for (String name : names) {
            answers.add(new TableProbe().ask(session, schema, name));
          }
          return answers;
        });
  }

  private static List<TableName> find(
      FrontedServer server, @Nullable CatalogSource pinned, String... names)
      throws CannotCheckException {
    return server.use(
        session -> {
          CatalogFallback catalogs = new CatalogFallback(pinned, ONE_PAGE);
          catalogs.read(session, TABLES);
          return catalogs.findAnywhere(session, Set.of(names)).names();
        });
  }

  private static CheckReport listTables(FrontedServer server, Path folder, String... expected)
      throws CannotCheckException {
    return new NameCheck(server.target(), folder)
        .with(TABLES)
        .with(Set.copyOf(AllFormats.WORDS))
        .run(expected)
        .report();
  }

  private static List<String> missing(TableFindings findings) {
    return findings.missing().stream()
        .map(MissingTable::expected)
        .map(TableReference::text)
        .toList();
  }

  @Nested
  class OfQuestDb {
    /** In the order of a report. QuestDB says of views as well that they are tables. */
    private static final List<String> MADE =
        List.of(
            "Mixed Case",
            "dot.ted",
            "hourly",
            "narrow",
            "stale",
            "trades",
            "under_score",
            "ünïcödé");

    private static FrontedServer server;

    @BeforeAll
    static void start() throws IOException, SQLException {
      server = QuestDb.start();
      server.execute(
          "CREATE TABLE trades (ts timestamp, x int) TIMESTAMP(ts) PARTITION BY DAY WAL",
          "CREATE TABLE \"Mixed Case\" (x int)",
          "CREATE TABLE \"dot.ted\" (x int)",
          "CREATE TABLE under_score (x int)",
          "CREATE TABLE ünïcödé (x int)",
          "CREATE VIEW narrow AS SELECT x FROM trades",
          "CREATE TABLE dropped (ts timestamp, x int) TIMESTAMP(ts) PARTITION BY DAY WAL",
          "CREATE VIEW stale AS SELECT x FROM dropped",
          "DROP TABLE dropped",
          "CREATE MATERIALIZED VIEW hourly AS (SELECT ts, count() AS n FROM trades SAMPLE BY 1h)"
              + " PARTITION BY DAY");
    }

    @AfterAll
    static void stop() throws IOException {
      server.close();
    }

    private static List<String> made(Catalog catalog) {
      return names(catalog).stream().filter(name -> !isItsOwn(name)).toList();
    }

    @Test
    void readOnlyTransactionsAreAccepted() throws Exception {
      server.use(
          session -> {
            for (int i = 0; i < 2; i++) {
              assertThat(session.query("SELECT 1", List.of(), row -> row.getInt(1)))
                  .containsExactly(1);
              assertThatThrownBy(
                      () -> session.query("SELECT nothing", List.of(), row -> row.getInt(1)))
                  .isInstanceOf(SQLException.class);
            }
            assertThat(session.isReadOnly()).isTrue();
            return session;
          });
    }

    private static boolean isItsOwn(String name) {
      return name.startsWith("sys.") || name.startsWith("telemetry") || name.equals("_query_trace");
    }

    @Test
    void pgClassAnswersAfterPgCatalogIsRefused() throws Exception {
      Catalog catalog = read(server, null);

      assertThat(catalog.source()).isEqualTo(CatalogSource.PG_CLASS);
      assertThat(catalog.schemas()).containsExactly("public");
      assertThat(made(catalog)).isEqualTo(MADE);
      assertThat(catalog.tables())
          .allSatisfy(table -> assertThat(table.name().schema()).isEqualTo("public"))
          .allSatisfy(table -> assertThat(table.type()).isEqualTo(TableType.TABLE));
      assertThat(catalog.skipped())
          .singleElement()
          .satisfies(
              left -> {
                assertThat(left.source()).isEqualTo(CatalogSource.PG_CATALOG);
                assertThat(left.reason()).contains("was rejected", "00000");
              });
    }

    @Test
    void pgClassListsItsOwnTablesTooAndInformationSchemaDoesNot() throws Exception {
      assertThat(names(read(server, CatalogSource.PG_CLASS)))
          .contains("_query_trace", "sys.text_import_log");
      assertThat(names(read(server, CatalogSource.INFORMATION_SCHEMA))).isEqualTo(MADE);
    }

    @Test
    void theFormOfSqlAlchemy20WouldListTheSame() throws Exception {
      List<String> names =
          server.use(
              session -> {
                try {
                  return names(
                      new PortableCatalogReader(new PageReader(ONE_PAGE)).read(session, TABLES));
                } catch (UnusableCatalogException e) {
                  throw new CannotCheckException(e.reason(), "-");
                }
              });

      assertThat(names).isEqualTo(names(read(server, CatalogSource.PG_CLASS)));
    }

    @Test
    void theOthersCannotTell() {
      assertThatThrownBy(() -> read(server, CatalogSource.PG_CATALOG))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContainingAll("pg_catalog was rejected", "remove qs.catalog");
      assertThatThrownBy(() -> read(server, CatalogSource.SHOW_TABLES))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContaining("show_tables returned rows without a name");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6, 7, 8})
    void everyPageSizeGivesTheSame(int size) throws Exception {
      for (CatalogSource source :
          List.of(CatalogSource.PG_CLASS, CatalogSource.INFORMATION_SCHEMA)) {
        assertThat(made(read(server, source, size, TABLES))).isEqualTo(MADE);
      }
    }

    @Test
    void namesAreFiltered() throws Exception {
      CatalogQuery some =
          query(
              List.of(),
              new NameFilter(
                  List.of(
                      new Glob("under_*"), new Glob("?ra*"), new Glob("public.M*"), new Glob("\\")),
                  List.of(new Glob("*x"), new Glob("und?r*"))));

      for (CatalogSource source :
          List.of(CatalogSource.PG_CLASS, CatalogSource.INFORMATION_SCHEMA)) {
        assertThat(names(read(server, source, ONE_PAGE, some)))
            .containsExactly("Mixed Case", "trades");
      }
    }

    @Test
    void aListOfNothingIsOneInEveryCatalogThatAnswers() throws Exception {
      CatalogQuery none = query(List.of(), including("nothing*"));

      for (CatalogSource source :
          new @Nullable CatalogSource[] {null, CatalogSource.INFORMATION_SCHEMA}) {
        Catalog catalog = read(server, source, ONE_PAGE, none);

        assertThat(catalog.tables()).isEmpty();
        assertThat(catalog.schemas()).containsExactly("public");
      }
    }

    @Test
    void itsViewsAreTablesToAllCatalogs() throws Exception {
      Catalog views =
          read(
              server,
              null,
              ONE_PAGE,
              new CatalogQuery(
                  List.of(), EnumSet.complementOf(EnumSet.of(TableType.TABLE)), NameFilter.ALL));

      assertThat(views.tables()).isEmpty();
    }

    @Test
    void aSchemaThatIsNotThereIsAnError() {
      assertThatThrownBy(
              () -> read(server, null, ONE_PAGE, query(List.of("publik"), NameFilter.ALL)))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContainingAll(
              ": \"publik\"; did you mean public?", "The schemas are: public.");
    }

    @Test
    void whatIsThereAnswers() throws Exception {
      assertThat(ask(server, null, "trades", "TRADES", "Mixed Case", "dot.ted", "ünïcödé"))
          .containsOnly(Answer.THERE);
      assertThat(ask(server, null, "narrow", "hourly")).containsOnly(Answer.THERE);
      assertThat(ask(server, "public", "trades", "Mixed Case")).containsOnly(Answer.THERE);
    }

    @Test
    void whatIsNotThereIsAbsentWhateverItsName() throws Exception {
      String[] names = {
        "nope",
        "no pe",
        "q\"q",
        "back\\slash",
        "it's",
        "a\nb",
        "?",
        "$1",
        "]",
        "é".repeat(200),
        "x\" WHERE 1=1; DROP TABLE trades; --"
      };

      assertThat(ask(server, null, names)).containsOnly(Answer.ABSENT);
      assertThat(ask(server, "public", names)).containsOnly(Answer.ABSENT);
      assertThat(ask(server, "no\"where", names)).containsOnly(Answer.ABSENT);
      assertThat(ask(server, "nowhere", "trades")).containsOnly(Answer.ABSENT);
      assertThat(ask(server, null, "trades")).containsOnly(Answer.THERE);
    }

    @Test
    void aViewOfATableThatWasDroppedIsNotCalledAbsent() {
      assertThatThrownBy(() -> ask(server, null, "stale"))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContaining("table does not exist [table=dropped]");
    }

    @Test
    void anAnswerThatIsNoneIsAnError() {
      assertThatThrownBy(() -> ask(server, null, ""))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContaining("00000");
    }

    @ParameterizedTest
    @EnumSource(
        value = CatalogSource.class,
        names = {"PG_CLASS", "INFORMATION_SCHEMA"})
    void aNameIsFoundWhateverItsCase(CatalogSource source) throws Exception {
      assertThat(find(server, source, "TRADES", "mixed case", "Ünïcödé", "nope"))
          .containsExactlyInAnyOrder(
              new TableName("public", "trades"),
              new TableName("public", "Mixed Case"),
              new TableName("public", "ünïcödé"));
    }

    @Test
    void listTablesFindsWhatIsThereAndMissesWhatIsNot(@TempDir Path folder) throws Exception {
      CheckReport report =
          listTables(
              server,
              folder,
              "trades",
              "public.trades",
              "MIXED CASE",
              "narrow",
              "dot.ted",
              "trade");

      assertThat(folder.resolve("tables.txt")).content().contains("\ntrades\n", "\ndot.ted\n");
      assertThat(missing(TableFindings.of(report))).containsExactly("trade");
      // The server takes a name in any case, so that it is asked before case is reported.
      assertThat(TableFindings.of(report).unlisted())
          .containsExactly(new TableReference("MIXED CASE"));
      assertThat(TableFindings.of(report).missing().get(0).suggestions())
          .anySatisfy(meant -> assertThat(meant.name()).isEqualTo("trades"));
    }
  }

  @Nested
  @EnabledIf(
      value = "io.github.qsmaven.testing.PGlite#isInstalled",
      disabledReason = PGlite.NOT_INSTALLED)
  class OfPGlite {
    private static final List<String> MADE =
        List.of(
            "Mixed Case",
            "back\\slash",
            "dot.ted",
            "it's",
            "parted",
            "parted_1",
            "q\"q",
            "trades",
            "ünïcödé");

    private static FrontedServer server;

    @BeforeAll
    static void start() throws IOException, SQLException {
      server = PGlite.start();
      server.execute(
          "CREATE SCHEMA off",
          "CREATE SCHEMA empty",
          "CREATE TABLE off.away (x int)",
          "CREATE TABLE trades (x int)",
          "COMMENT ON TABLE trades IS 'of a day'",
          "CREATE TABLE \"Mixed Case\" (x int)",
          "CREATE TABLE \"back\\slash\" (x int)",
          "CREATE TABLE \"dot.ted\" (x int)",
          "CREATE TABLE \"it's\" (x int)",
          "CREATE TABLE \"q\"\"q\" (x int)",
          "CREATE TABLE \"ünïcödé\" (x int)",
          "CREATE TABLE parted (x int) PARTITION BY RANGE (x)",
          "CREATE TABLE parted_1 PARTITION OF parted FOR VALUES FROM (1) TO (2)",
          "CREATE VIEW narrow AS SELECT x FROM trades",
          "CREATE MATERIALIZED VIEW stored AS SELECT x FROM trades");
    }

    @AfterAll
    static void stop() throws IOException {
      server.close();
    }

    @Test
    void pgCatalogAnswersAsAtPostgres() throws Exception {
      Catalog catalog = read(server, null);

      assertThat(catalog.source()).isEqualTo(CatalogSource.PG_CATALOG);
      assertThat(catalog.skipped()).isEmpty();
      assertThat(catalog.schemas()).containsExactly("public");
      assertThat(names(catalog)).isEqualTo(MADE);
      assertThat(catalog.tables())
          .contains(
              new Table(new TableName("public", "trades"), TableType.TABLE, true, "of a day"));
    }

    @ParameterizedTest
    @EnumSource(value = CatalogSource.class, names = "SHOW_TABLES", mode = EnumSource.Mode.EXCLUDE)
    void threeCatalogsListTheSameInPagesOfAnySize(CatalogSource source) throws Exception {
      for (int size : new int[] {1, 2, 8, 9, 10, ONE_PAGE}) {
        assertThat(names(read(server, source, size, TABLES))).isEqualTo(MADE);
      }
      CatalogQuery filtered = query(List.of(), including("back\\*", "??q", "q\"?", "public.it*"));
      assertThat(names(read(server, source, 1, filtered)))
          .containsExactly("back\\slash", "it's", "q\"q");
    }

    @Test
    void typesAreToldAndInformationSchemaSaysWhichItDoesNotKnow() throws Exception {
      CatalogQuery everything =
          new CatalogQuery(List.of("public", "off", "empty"), ALL, NameFilter.ALL);

      for (CatalogSource source : List.of(CatalogSource.PG_CATALOG, CatalogSource.PG_CLASS)) {
        Catalog catalog = read(server, source, ONE_PAGE, everything);

        assertThat(names(catalog)).contains("narrow", "stored", "away").containsAll(MADE);
        assertThat(catalog.schemas()).containsExactly("public", "off", "empty");
        assertThat(catalog.remarks()).isEmpty();
      }
      Catalog standard = read(server, CatalogSource.INFORMATION_SCHEMA, ONE_PAGE, everything);
      assertThat(names(standard)).contains("narrow", "away").doesNotContain("stored");
      assertThat(standard.remarks()).anyMatch(remark -> remark.contains("no materialized views"));
    }

    @Test
    void itKnowsNoShowTables() {
      assertThatThrownBy(() -> read(server, CatalogSource.SHOW_TABLES))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContainingAll("show_tables was rejected", "42704");
    }

    @Test
    void tablesAnswerForThemselves() throws Exception {
      assertThat(ask(server, null, "trades", "q\"q", "back\\slash", "it's", "narrow", "stored"))
          .containsOnly(Answer.THERE);
      assertThat(ask(server, "off", "away")).containsOnly(Answer.THERE);
      assertThat(ask(server, null, "away", "TRADES", "x\"; DROP TABLE trades; --"))
          .containsOnly(Answer.ABSENT);
      assertThat(ask(server, "nowhere", "trades")).containsOnly(Answer.ABSENT);
    }

    @Test
    void nothingCanBeWritten() {
      assertThatThrownBy(
              () ->
                  server.use(
                      session ->
                          session.query(
                              "INSERT INTO trades VALUES (1) RETURNING x",
                              List.of(),
                              row -> row.getInt(1))))
          .isInstanceOf(CannotCheckException.class)
          .hasMessageContaining("25006");
    }

    @Test
    void listTablesFindsWhatIsThereAndMissesWhatIsNot(@TempDir Path folder) throws Exception {
      CheckReport report =
          listTables(server, folder, "trades", "q\"q", "off.away", "stored", "dot.ted", "trade");

      assertThat(folder.resolve("tables.txt"))
          .content()
          .contains("\ntrades\n", "\nback\\\\slash\n");
      assertThat(missing(TableFindings.of(report))).containsExactly("trade");
      assertThat(TableFindings.of(report).unlisted())
          .containsExactlyInAnyOrder(new TableReference("off.away"), new TableReference("stored"));
    }
  }
}
