package io.github.qsmaven.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.connection.Analysis.Accepted;
import io.github.qsmaven.connection.ResultColumn;
import io.github.qsmaven.connection.UserSql;
import io.github.qsmaven.testing.TestDatabase;
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
}
