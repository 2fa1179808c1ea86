package io.github.qsmaven.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SkippedCatalog;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.settings.Target;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsPostgres;
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator;
import io.github.qsmaven.testing.queryservice.SimulatedCatalog;
import java.io.IOException;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers whose {@code pg_catalog} shows no row where it should refuse. */
class BlindCatalogTest {
  private static TestDatabase database;
  private static QueryServiceSimulator postgres;
  private static QueryServiceSimulator other;

  @BeforeAll
  static void start() throws SQLException, IOException {
    database = new TestDatabase("CREATE TABLE orders (x int)", "CREATE SCHEMA empty");
    postgres = blind().serverVersion("18.6").start();
    other = blind().start();
  }

  private static QueryServiceSimulator.Builder blind() {
    return dressed().lenient().noSchemas();
  }

  private static QueryServiceSimulator.Builder dressed() {
    return QueryServiceSimulator.over(TlsPostgres.shared())
        .user(database.role(), TestDatabase.PASSWORD)
        .database(database.name(), database.name());
  }

  @AfterAll
  static void stop() throws IOException {
    postgres.close();
    other.close();
  }

  private static Catalog read(
      QueryServiceSimulator server, @Nullable CatalogSource pinned, String... schemas)
      throws CannotCheckException {
    CatalogQuery query =
        new CatalogQuery(List.of(schemas), EnumSet.of(TableType.TABLE), NameFilter.ALL);
    Target target =
        server.target(
            database.role(), TestDatabase.PASSWORD, database.name(), new Timeouts(20, 20, 0));
    return TestDatabase.use(
        target, session -> new CatalogFallback(pinned, 1_000).read(session, query));
  }

  @ParameterizedTest
  @EnumSource(
      value = CatalogSource.class,
      names = {"PG_CATALOG", "PG_CLASS"})
  void aCatalogThatShowsNoSchemaDoesNotAnswer(CatalogSource source) {
    for (QueryServiceSimulator server : List.of(postgres, other)) {
      for (String[] schemas : new String[][] {{}, {"public"}, {"nowhere"}}) {
        assertThatThrownBy(() -> read(server, source, schemas))
            .isInstanceOf(CannotCheckException.class)
            .hasMessageContaining(source.word() + " returned no schemas");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theNextOneIsAsked(boolean isPostgres) throws Exception {
    QueryServiceSimulator server = isPostgres ? postgres : other;

    for (Catalog catalog : List.of(read(server, null), read(server, null, "public"))) {
      assertThat(catalog.source()).isEqualTo(CatalogSource.INFORMATION_SCHEMA);
      assertThat(catalog.tables()).extracting(Table::listedName).containsExactly("orders");
      assertThat(catalog.skipped())
          .containsExactly(
              new SkippedCatalog(CatalogSource.PG_CATALOG, "returned no schemas"),
              new SkippedCatalog(CatalogSource.PG_CLASS, "returned no schemas"));
    }
  }

  @Test
  void aListOfNothingIsNotBelievedOfAServerThatRefusedACatalog() throws Exception {
    try (QueryServiceSimulator server =
        dressed().serverVersion("18.6").empty(SimulatedCatalog.PG_CATALOG).start()) {
      Catalog catalog = read(server, null);

      assertThat(catalog.source()).isEqualTo(CatalogSource.INFORMATION_SCHEMA);
      assertThat(catalog.tables()).extracting(Table::listedName).containsExactly("orders");
      assertThat(catalog.skipped())
          .extracting(SkippedCatalog::reason)
          .satisfiesExactly(
              reason -> assertThat(reason).contains("0A000"),
              reason -> assertThat(reason).isEqualTo("returned no tables"));
    }
  }

  @Test
  void informationSchemaKnowsASchemaWithoutTablesAndMissesOneThatIsNotThere() throws Exception {
    assertThat(read(postgres, null, "empty").schemas()).containsExactly("empty");
    assertThatThrownBy(() -> read(postgres, null, "emty"))
        .isInstanceOf(CannotCheckException.class)
        .hasMessageContainingAll(
            ": \"emty\"; did you mean empty?", "The schemas are: empty, public.");
  }
}
