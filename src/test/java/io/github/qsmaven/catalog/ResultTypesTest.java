package io.github.qsmaven.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.connection.Analysis.Accepted;
import io.github.qsmaven.connection.ResultColumn;
import io.github.qsmaven.connection.UserSql;
import io.github.qsmaven.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class ResultTypesTest {
  @Test
  void eachTypeCanBeWrittenInSqlAgain() throws Exception {
    TestDatabase database =
        new TestDatabase(
            "CREATE SCHEMA \"Other one\"",
            "GRANT USAGE ON SCHEMA \"Other one\" TO public",
            "CREATE TYPE \"Other one\".\"Mood\" AS ENUM ('good')",
            "CREATE DOMAIN whole AS int",
            "CREATE TABLE t (a numeric(10,2), b varchar(7)[], c \"Other one\".\"Mood\", d whole,"
                + " e char(3), f timestamp(3) with time zone, g \"char\", h interval day)",
            "GRANT SELECT ON t TO public");
    database.use(
        session -> {
          String query =
              "SELECT *, 'x' AS x, NULL AS y, e || '' AS z, (1, 2) AS r, e::bpchar FROM t";
          Accepted accepted = (Accepted) session.analyze(new UserSql(query, 0));

          List<String> types = new ResultTypes().of(session, accepted.columns());

          assertThat(types)
              .containsExactly(
                  "numeric(10,2)",
                  "character varying(7)[]",
                  "\"Other one\".\"Mood\"",
                  // The server describes the type below a domain.
                  "integer",
                  "character(3)",
                  "timestamp(3) with time zone",
                  "\"char\"",
                  "interval day",
                  "text",
                  "text",
                  "text",
                  "record",
                  "bpchar");
          String nulls =
              String.join(
                  ", ",
                  IntStream.range(0, types.size())
                      .mapToObj(
                          i ->
                              "NULL::"
                                  + types.get(i)
                                  + " AS "
                                  + accepted.columns().get(i).name()
                                  + i)
                      .toList());
          assertThat(((Accepted) session.analyze(new UserSql("SELECT " + nulls, 0))).columns())
              .extracting(ResultColumn::type, ResultColumn::modifier)
              .containsExactlyElementsOf(
                  accepted.columns().stream()
                      .map(column -> Tuple.tuple(column.type(), column.modifier()))
                      .toList());
          assertThat(new ResultTypes().of(session, List.of())).isEmpty();
          assertThat(new ResultTypes().of(session, List.of(new ResultColumn("a", -2, -1))))
              .containsExactly("???");
          return session;
        });
  }

  /** Two sessions with other search paths name a type alike. */
  @Test
  void aQualifiedNameDoesNotDependOnTheSearchPath() throws Exception {
    TestDatabase database =
        new TestDatabase(
            "CREATE SCHEMA app",
            "GRANT USAGE ON SCHEMA app TO public",
            "CREATE TYPE app.mood AS ENUM ('good')",
            "CREATE TYPE app.\"User\" AS (a int)",
            "CREATE TABLE app.t (a numeric(10,2), b varchar(7)[], c app.mood, d app.mood[],"
                + " e app.\"User\", f timestamp(3)[], g int[][], h int2vector, i xml)",
            "GRANT SELECT ON app.t TO public");
    for (String path : List.of("public", "app, public")) {
      database.searchPath(path);
      database.use(
          session -> {
            Accepted accepted =
                (Accepted) session.analyze(new UserSql("SELECT * FROM app.t WHERE c = ?", 1));
            List<ResultColumn> columns = new ArrayList<>(accepted.columns());
            accepted.parameters().forEach(oid -> columns.add(new ResultColumn("", oid, -1)));
            columns.add(new ResultColumn("gone", -2, -1));

            assertThat(new ResultTypes().qualified(session, columns))
                .containsExactly(
                    "numeric(10,2)",
                    "character varying(7)[]",
                    "app.mood",
                    "app.mood[]",
                    "app.\"User\"",
                    "timestamp(3) without time zone[]",
                    "integer[]",
                    "int2vector",
                    "xml",
                    "app.mood",
                    "???");
            return session;
          });
    }
  }
}
