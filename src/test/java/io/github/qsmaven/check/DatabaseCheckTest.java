package io.github.qsmaven.check;

import static io.github.qsmaven.check.Contract.LAX;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.DeclaredServer;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.SourcePosition;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseCheckTest {
  private static final Server SHOP =
      new Server("qs", "db.example.com", 5432, "shop", "require", "17");

  private static List<Finding> check(Server actual, DeclaredServer... declared) {
    FindingCollector collector = new FindingCollector(LAX, CodePointOrder.INSTANCE);
    new DatabaseCheck(actual).check(List.of(declared), collector);
    return collector.findings();
  }

  private static DeclaredServer declared(
      String type, @Nullable String host, @Nullable String port, @Nullable String database) {
    return new DeclaredServer(
        type, host, port, database, new SourcePosition("src/a.odcs.yaml", 7, 5));
  }

  @ParameterizedTest
  @CsvSource({
    "postgres, db.example.com, 5432, shop",
    "PostgreSQL, DB.example.com., , shop",
    "postgres, , , ",
    "postgres, ${DB_HOST}, '{{ port }}', shop",
    "custom, db.example.com, , $DATABASE",
    "'', , , shop",
    "postgres, db.example.com, 80, shop",
  })
  void aServerThatMayBeTheOneIsNotReported(
      String type, @Nullable String host, @Nullable String port, @Nullable String database) {
    assertThat(check(SHOP, declared(type, host, port, database))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "postgres, db.example.com, 5432, sales, postgres db.example.com:5432 database sales",
    "postgres, other.example.com, , , postgres other.example.com",
    "postgres, , 5433, , postgres 5433",
    "snowflake, , , shop, snowflake database shop",
    "mysql, db.example.com, 5432, shop, mysql db.example.com:5432 database shop",
    "postgres, 'postgres://me:hunter2@other', , 'x?password=hunter2', postgres other database x",
  })
  void anotherServerIsReportedWithoutACredential(
      String type,
      @Nullable String host,
      @Nullable String port,
      @Nullable String database,
      String shown) {
    assertThat(check(SHOP, declared(type, host, port, database)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.code().code()).isEqualTo("QS107");
              assertThat(finding.object()).isEqualTo("src/a.odcs.yaml");
              assertThat(finding.kind()).isEqualTo("servers");
              assertThat(finding.expected()).isEqualTo(shown);
              assertThat(finding.actual()).isEqualTo("db.example.com:5432 database shop");
            });
  }

  @Test
  void oneServerOfAContractIsEnough() {
    DeclaredServer test = declared("postgres", "test.example.com", null, "shop");
    DeclaredServer production = declared("postgres", "db.example.com", null, "shop");

    assertThat(check(SHOP, test, production)).isEmpty();
    assertThat(check(SHOP, test)).hasSize(1);
    assertThat(check(SHOP)).isEmpty();
  }

  @Test
  void filesAndMessagesAreNoDatabases() {
    assertThat(check(SHOP, declared("s3", null, null, null), declared("kafka", "x", null, null)))
        .isEmpty();
  }

  @Test
  void eachContractIsReportedOnItsOwn() {
    Stream<DeclaredServer> servers =
        Stream.of("b", "a")
            .map(
                file ->
                    new DeclaredServer(
                        "postgres", "x", null, null, new SourcePosition(file, 1, 1)));

    assertThat(check(SHOP, servers.toArray(DeclaredServer[]::new)))
        .extracting(Finding::object)
        .containsExactly("a", "b");
  }

  @Test
  void optionsOfQueryServiceDoNotCount() {
    Server service =
        new Server("qs", "acme.platform-query.adobe.io", 80, "prod:all?FLATTEN", "", "0.1.0");

    assertThat(
            check(service, declared("custom", "acme.platform-query.adobe.io", "5432", "prod:all")))
        .isEmpty();
  }
}
