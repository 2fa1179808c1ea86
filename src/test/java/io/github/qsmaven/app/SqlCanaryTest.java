package io.github.qsmaven.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.app.AnalysisWay.Kind;
import io.github.qsmaven.connection.Analysis.Accepted;
import io.github.qsmaven.connection.Analysis.Rejected;
import io.github.qsmaven.connection.Analysis.Unknown;
import io.github.qsmaven.connection.UserSql;
import io.github.qsmaven.settings.Timeouts;
import io.github.qsmaven.testing.FrontedServer;
import io.github.qsmaven.testing.PGlite;
import io.github.qsmaven.testing.QuestDb;
import io.github.qsmaven.testing.TestDatabase;
import io.github.qsmaven.testing.TlsPostgres;
import io.github.qsmaven.testing.queryservice.QueryServiceSimulator;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

class SqlCanaryTest {
  private static final String USER = "ABC@AdobeOrg";
  private static final String PASSWORD = "s3cret-s3cret";

  private static TestDatabase database;

  @BeforeAll
  static void createTables() throws SQLException {
    database = new TestDatabase("CREATE TABLE orders (id int)", "GRANT ALL ON orders TO public");
  }

  private static QueryServiceSimulator.Builder queryService() {
    return QueryServiceSimulator.over(TlsPostgres.shared())
        .user(USER, PASSWORD)
        .database("prod:all", database.name());
  }

  private static AnalysisWay way(QueryServiceSimulator server) throws Exception {
    return TestDatabase.use(
        server.target(USER, PASSWORD, "prod:all", new Timeouts(30, 30, 0)),
        session -> {
          AnalysisWay way = new SqlCanary().way(session);
          String before = way.wraps() ? "SELECT * FROM (" : "";
          String after = way.wraps() ? "\n) qs WHERE 1=0" : "";
          for (String column : new String[] {"id", "idd"}) {
            UserSql sql = new UserSql(before + "SELECT " + column + " FROM orders" + after, 0);
            assertThat(way.analyze(session, sql))
                .isInstanceOf(
                    way.kind() == Kind.NONE
                        ? Unknown.class
                        : column.equals("id") ? Accepted.class : Rejected.class);
          }
          return way;
        });
  }

  @Test
  void postgresDescribesStatements() throws Exception {
    assertThat(database.use(session -> new SqlCanary().way(session)).kind())
        .isEqualTo(Kind.DESCRIBE);
  }

  /** It reports PostgreSQL 11.3, but renames a table when it parses RENAME. */
  @Test
  void aServerThatResemblesPostgresGetsQueriesOnly() throws Exception {
    try (FrontedServer server = QuestDb.start()) {
      AnalysisWay way =
          server.use(
              session -> {
                assertThat(session.isPostgres()).isTrue();
                return new SqlCanary().way(session);
              });

      assertThat(way.kind()).isEqualTo(Kind.DESCRIBE_WRAPPED);
    }
  }

  @Test
  @EnabledIf(
      value = "io.github.qsmaven.testing.PGlite#isInstalled",
      disabledReason = PGlite.NOT_INSTALLED)
  void pgliteIsPostgres() throws Exception {
    try (FrontedServer server = PGlite.start()) {
      assertThat(server.use(session -> new SqlCanary().way(session)).kind())
          .isEqualTo(Kind.DESCRIBE);
    }
  }

  @Test
  void queryServiceDescribesWrappedQueries() throws Exception {
    try (QueryServiceSimulator server = queryService().start()) {
      assertThat(way(server).kind()).isEqualTo(Kind.DESCRIBE_WRAPPED);
      assertThat(server.statements()).allMatch(String::isEmpty);
    }
  }

  @Test
  void withoutTheExtendedProtocolItExecutesThem() throws Exception {
    try (QueryServiceSimulator server = queryService().refuseExtendedProtocol().start()) {
      assertThat(way(server).kind()).isEqualTo(Kind.EXECUTE_WRAPPED);
      assertThat(server.statements())
          .isNotEmpty()
          .allMatch(sql -> sql.isEmpty() || sql.endsWith("\n) qs WHERE 1=0"));
    }
  }

  @Test
  void whatClosesTheConnectionAfterARejectionIsAskedInAnotherOne() throws Exception {
    try (QueryServiceSimulator server = queryService().hangUpAfterRefusal().start()) {
      assertThat(way(server).kind()).isEqualTo(Kind.DESCRIBE_WRAPPED);
    }
  }

  @Test
  void aServerThatRejectsEverythingSaysNothing() throws Exception {
    try (QueryServiceSimulator server =
        queryService().refuse(Pattern.compile("1=0"), "58000", "no \u001B subqueries").start()) {
      AnalysisWay way = way(server);

      assertThat(way.kind()).isEqualTo(Kind.NONE);
      assertThat(way.why())
          .isEqualTo(
              "the server does not accept SELECT 1 AS qs: 'no \u001B subqueries' (SQLSTATE 58000)");
    }
  }

  @Test
  void nothingIsSentToPostgresInTheSimpleProtocol() throws Exception {
    try (QueryServiceSimulator server =
        queryService().serverVersion("16.4").refuseExtendedProtocol().start()) {
      assertThat(way(server).kind()).isEqualTo(Kind.NONE);
      assertThat(server.statements()).isEmpty();
    }
  }
}
