package io.github.qsmaven.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;

class SenderTest {
  private static final String EMPTY =
      "\"recent\" (\"id\", \"Größe\") AS (SELECT CAST(NULL AS bigint), CAST(NULL AS numeric(10,2)) WHERE false)";
  private static final Defined RECENT =
      new Defined(
          new Definition(List.of("recent"), List.of(), true),
          1,
          List.of(new DefinedColumn("id", "bigint"), new DefinedColumn("Größe", "numeric(10,2)")));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM |${x}",
        "SELECT * FROM |${x}.orders",
        "SELECT * FROM a.|${x}",
        "SELECT * FROM a, |:x",
        "SELECT * FROM a JOIN b ON a.i = b.i, |@x",
        "SELECT * FROM a JOIN |{{ x }} ON true",
        "SELECT * FROM orders_|${x}",
        "SELECT * FROM |${x}_orders",
        "SELECT * FROM (|#{x} JOIN b USING (id)) y",
        "SELECT * FROM a JOIN b USING (|$x)",
        "SELECT a AS |${x} FROM t",
        "SELECT a |${x} FROM t",
        "SELECT * |${x} FROM t",
        "SELECT |:\"x\" FROM t",
        "SELECT |${x}(1)",
        "SELECT |${x} 'literal'",
        "SELECT a::|${x}",
        "SELECT CAST(a AS |${x})",
        "SELECT CAST(a AS numeric(|${x}))",
        "SELECT \"a\" FROM |\"${x}\"",
        "SELECT a FROM t WHERE a IN |${x}",
        "SELECT a FROM t WHERE a = 1 |${x}",
        "SELECT a FROM t WHERE d > now() - interval |:x",
        "INSERT INTO |#x VALUES (1)",
        "INSERT INTO t (a, |${x}) VALUES (1, 2)",
        "INSERT INTO t (a) VALUES (1) ON CONFLICT (|${x}) DO NOTHING",
        "UPDATE |${x} SET a = 1",
        "UPDATE t SET |${x} = 1",
        "UPDATE t SET a = 1, |${x} = 2",
        "UPDATE t SET (a, |${x}) = (1, 2)",
        "DELETE FROM |${x}",
        "DELETE FROM t USING |${x}",
        "MERGE INTO t USING |${x} ON true WHEN MATCHED THEN DELETE",
        "WITH w(|${x}) AS (SELECT 1) SELECT 1"
      })
  void aPlaceholderInThePlaceOfANameNeedsAValue(String marked) {
    String sql = marked.replace("|", "");

    Outcome.NotChecked notChecked = notChecked(postgres(), sql);

    assertThat(notChecked.why())
        .startsWith("the placeholder ")
        .endsWith(" stands for a name: set its value in qs.sqlValues");
    assertThat(notChecked.at().column()).isEqualTo(marked.indexOf('|') + 1);
  }

  @Test
  void aPlaceholderWithoutANameCannotGetAValue() {
    assertThat(notChecked(postgres(), "SELECT interval ?").why())
        .isEqualTo("the placeholder ? stands where the server accepts no parameter");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "SELECT ? => SELECT $1",
        "SELECT $7, $7 => SELECT $1, $2",
        "SELECT :a?|:b, :a??:b => SELECT $1 ?|$2, $3 ?$4",
        "SELECT ?2 + ?13, :#{#x}1 => SELECT $1 + $2, $3 1",
        "SELECT :a, :'b', @c, ${d}, #{e,jdbcType=INTEGER}, {{ f }}, $g, #h => SELECT $1, $2, $3, $4, $5, $6, $7, $8",
        "SELECT :#{#a.b} => SELECT $1",
        "SELECT a FROM t WHERE a = ?#{b.c} AND d = ?#{#e} => SELECT a FROM t WHERE a = $1 AND d = $2",
        "SELECT f(?, ?) FROM t => SELECT f($1, $2) FROM t",
        "SELECT a[?], a[1:?], a[:n] FROM t => SELECT a[$1], a[1:$2], a[$3] FROM t",
        "SELECT a*?, count(*) + ? FROM t => SELECT a*$1, count(*) + $2 FROM t",
        "SELECT ?::date => SELECT $1::date",
        "SELECT CASE WHEN ? THEN ? ELSE ? END => SELECT CASE WHEN $1 THEN $2 ELSE $3 END",
        "SELECT extract(day FROM ?), substring(a FROM ? FOR ?) => SELECT extract(day FROM $1), substring(a FROM $2 FOR $3)",
        "SELECT a IS DISTINCT FROM ?, a IS NOT DISTINCT FROM ? => SELECT a IS DISTINCT FROM $1, a IS NOT DISTINCT FROM $2",
        "SELECT a FROM t WHERE b BETWEEN ? AND ? LIMIT ? OFFSET ? => SELECT a FROM t WHERE b BETWEEN $1 AND $2 LIMIT $3 OFFSET $4",
        "SELECT a FROM t WHERE a IN (?, ?) AND b LIKE ? ESCAPE ? => SELECT a FROM t WHERE a IN ($1, $2) AND b LIKE $3 ESCAPE $4",
        "SELECT a FROM t WHERE a IN :ids => SELECT a FROM t WHERE a IN ($1)",
        "SELECT a FROM t WHERE (? IS NULL OR a = ?) => SELECT a FROM t WHERE ($1::text IS NULL OR a = $2)",
        "SELECT a FROM t WHERE a = ? IS NULL => SELECT a FROM t WHERE a = $1 IS NULL",
        "SELECT a FROM generate_series(?, ?) => SELECT a FROM generate_series($1, $2)",
        "INSERT INTO t (a, b) VALUES (?, ?) => INSERT INTO t (a, b) VALUES ($1, $2)",
        "UPDATE t SET a = ?, b = ? WHERE c = ? => UPDATE t SET a = $1, b = $2 WHERE c = $3",
        "SELECT a ? 'b', a ?| c, a ?& c, a @? 'x' FROM t => SELECT a ? 'b', a ?| c, a ?& c, a @? 'x' FROM t",
        "SELECT a ?? 'b', a ??| c, a ??& ? FROM t => SELECT a ? 'b', a ?| c, a ?& $1 FROM t",
        "SELECT '?', \"?\", $$?$$, E'\\'?' => SELECT '?', \"?\", $$?$$, E'\\'?'",
        "SELECT 1 /* ? */ + 2 -- ? => SELECT 1         + 2",
        "SELECT a/**/b => SELECT a    b",
      })
  void aPlaceholderInThePlaceOfAValueIsAParameter(String sql, String sent) throws SQLException {
    assertThat(sent(postgres(), sql)).isEqualTo(sent);
  }

  @Test
  void textKindsThatAreWholeItemsMayBeSeveral() {
    assertThat(sendable(postgres(), "SELECT ${x} FROM t").templated()).isTrue();
    assertThat(sendable(postgres(), "SELECT a FROM t GROUP BY ${x}").templated()).isTrue();
    assertThat(sendable(postgres(), "INSERT INTO t VALUES (${x})").templated()).isTrue();
    assertThat(sendable(postgres(), "SELECT ? FROM t").templated()).isFalse();
    assertThat(sendable(postgres(), "SELECT a + ${x} FROM t").templated()).isFalse();
  }

  @Test
  void templatesThatControlAreBlanked() throws SQLException {
    String sql = "{{ config(a='b') }}\r\nSELECT id{# x #} FROM t {% if a %}WHERE ? = 1{% endif %}";

    assertThat(sent(postgres(), sql)).isEqualTo("SELECT id        FROM t           WHERE $1 = 1");
    assertThat(sendable(postgres(), sql).templated()).isTrue();
    assertThat(sendable(postgres(), "{# a #} SELECT 1").templated()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "SELECT * FROM ${s}.orders => SELECT * FROM sales.orders",
        "SELECT * FROM ${t} => SELECT * FROM sales.\"Orders\" o",
        "SELECT * FROM o_${s}_x => SELECT * FROM o_sales_x",
        "SELECT * FROM \"${s}\" => SELECT * FROM \"sales\"",
        "SELECT * FROM {{ this }} WHERE {{ var('day') }} = {{ var(\"x\", 1) }} => SELECT * FROM now WHERE 'a?b' = 7",
        "SELECT '${s}', '$s', '@s', ':s', 'a@s' => SELECT 'sales', 'sales', 'sales', ':s', 'a@s'",
        "SELECT '${quote}', E'${quote}', \"${quote}\" => SELECT 'it''s \\ \"', E'it''s \\\\ \"', \"it's \\ \"\"\"",
        "SELECT * FROM {{ ref('orders') }}, {{ ref('p', 'o') }}, {{ source('s', 'X') }} => SELECT * FROM \"orders\", \"o\", \"s\".\"X\"",
        "SELECT ${nested} => SELECT $1",
        "SELECT ?7, ${flyway:day}, ${s:none} => SELECT 'seven', 'monday', sales",
        "SELECT 1 ${empty} => SELECT 1",
      })
  void aValueReplacesAPlaceholder(String sql, String sent) throws SQLException {
    Map<String, String> values =
        Map.of(
            "7",
            "'seven'",
            "flyway:day",
            "'monday'",
            "s",
            "sales",
            "t",
            "sales.\"Orders\" o",
            "this",
            "now",
            "var.day",
            "'a?b'",
            "x",
            "7",
            "quote",
            "it's \\ \"",
            "nested",
            "$1",
            "empty",
            "");

    assertThat(sent(options(SqlDialect.POSTGRESQL, true, values), sql).strip()).isEqualTo(sent);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "public; DROP TABLE x => has a semicolon or a NUL character",
        "it's => has a quote or comment that is not closed",
        "a /* => has a quote or comment that is not closed",
        "\"a => has a quote or comment that is not closed",
        "\\! ls => has a command of psql"
      })
  void aValueStaysWithinItsStatement(String value, String why) {
    SqlOptions options = options(SqlDialect.POSTGRESQL, true, Map.of("x", value));

    assertThat(notChecked(options, "SELECT * FROM ${x}").why())
        .isEqualTo("the value of ${x} in qs.sqlValues " + why);
  }

  @Test
  void otherKindsAreSentAsTheyAre() throws SQLException {
    SqlOptions options =
        new SqlOptions(SqlDialect.POSTGRESQL, true, EnumSet.of(PlaceholderKind.COLON), Map.of());

    assertThat(sent(options, "SELECT ?, @a, '${x}', :b, $1 FROM ${c}"))
        .isEqualTo("SELECT ?, @a, '${x}', $1, $2 FROM ${c}");
  }

  @Test
  void aLiteralThatHoldsAPlaceholderIsMarked() {
    SentSql sent = sendable(postgres(), "SELECT '${x}', 'x', ?").sql();

    assertThat(sent.place(8)).extracting("ofPlaceholder", "length").containsExactly(true, 6);
    assertThat(sent.place(16)).extracting("ofPlaceholder", "length").containsExactly(false, 3);
    assertThat(sent.place(21)).extracting("ofPlaceholder", "length").containsExactly(true, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "SELECT a |> now() - ? => true",
        "SELECT a |> (b - ?) => true",
        "SELECT CASE ? |WHEN 1 THEN 2 END => true",
        "SELECT (a |> b) = ? => false",
        "SELECT a |> b, ? => false",
        "SELECT a FROM t WHERE a |> b AND c = ? => false",
        "SELECT a |> (SELECT b FROM t WHERE c = ?) => false",
        "SELECT (((a))) |> b OR ((?)) = 1 => false"
      })
  void whatTheServerSaysOfTypesMayBeDueToAParameter(String marked, boolean beside) {
    SentSql sent = sendable(postgres(), marked.replace("|", "")).sql();

    int parameters = marked.substring(0, marked.indexOf('|')).contains("?") ? 1 : 0;
    assertThat(sent.isBesideParameter(marked.indexOf('|') + 1 + parameters)).isEqualTo(beside);
    assertThat(sent.isBesideParameter(0)).isFalse();
    assertThat(sent.isBesideParameter(1_000)).isFalse();
  }

  @Test
  void theEndOfTheInputHasAPlace() {
    SentSql sent = sendable(postgres(), "SELECT 🙂 FROM -- nothing\n").sql();

    assertThat(sent.place(14)).extracting("at.line", "at.column").containsExactly(1, 14);
    assertThat(sent.place(0)).isNull();
    assertThat(sent.place(16)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "SELECT id FROM recent => WITH % SELECT id FROM recent",
        "SELECT id FROM RECENT r, o => WITH % SELECT id FROM RECENT r, o",
        "SELECT id FROM o JOIN \"recent\" ON true => WITH % SELECT id FROM o JOIN \"recent\" ON true",
        "SELECT id FROM (recent JOIN o USING (id)) => WITH % SELECT id FROM (recent JOIN o USING (id))",
        "SELECT (SELECT max(id) FROM recent) => WITH % SELECT (SELECT max(id) FROM recent)",
        "WITH a AS (SELECT 1) SELECT id FROM recent => WITH %, a AS (SELECT 1) SELECT id FROM recent",
        "WITH RECURSIVE a AS (SELECT 1) TABLE recent => WITH RECURSIVE %, a AS (SELECT 1) TABLE recent",
        "(WITH a AS (SELECT 1) SELECT id FROM recent) => (WITH %, a AS (SELECT 1) SELECT id FROM recent)",
        "WITH recent AS (SELECT id FROM recent) SELECT id FROM recent => WITH recent AS (WITH % SELECT id FROM recent) SELECT id FROM recent",
        "WITH recent AS (SELECT 1 AS id) SELECT id FROM recent => WITH recent AS (SELECT 1 AS id) SELECT id FROM recent",
        "SELECT recent.id, recent FROM o recent => SELECT recent.id, recent FROM o recent",
        "SELECT id FROM recent(1) => SELECT id FROM recent(1)",
        "SELECT id FROM other.recent => SELECT id FROM other.recent",
        "SELECT extract(day FROM recent) FROM o => SELECT extract(day FROM recent) FROM o",
        "INSERT INTO t (id) SELECT id FROM recent => WITH % INSERT INTO t (id) SELECT id FROM recent",
        "UPDATE t SET id = 1 FROM recent => WITH % UPDATE t SET id = 1 FROM recent",
        "DELETE FROM t USING recent => WITH % DELETE FROM t USING recent",
        "MERGE INTO t USING recent ON true WHEN MATCHED THEN DELETE => WITH % MERGE INTO t USING recent ON true WHEN MATCHED THEN DELETE",
        "EXPLAIN (COSTS off) SELECT id FROM recent => EXPLAIN (COSTS off) WITH % SELECT id FROM recent",
        "CREATE TEMP TABLE b AS SELECT id FROM recent => WITH % SELECT id FROM recent",
        "CREATE VIEW b AS SELECT id FROM recent => WITH % SELECT id FROM recent",
        "COPY (SELECT id FROM recent) TO STDOUT => WITH % SELECT id FROM recent"
      })
  void anEarlierDefinitionBecomesACommonTable(String sql, String sent) throws SQLException {
    String script = "CREATE TEMP TABLE recent AS SELECT 1;\n" + sql;

    Outcome outcome = statement(postgres(), script, 2).outcome(List.of(RECENT));

    assertThat(nativeSql(((Outcome.Sendable) outcome).sql())).isEqualTo(sent.replace("%", EMPTY));
  }

  @Test
  void whatWasAddedHasNoPlace() {
    String script =
        "CREATE TEMP TABLE recent AS SELECT 1;\nWITH a AS (SELECT 1) SELECT 2 FROM recent";

    SentSql sent =
        ((Outcome.Sendable) statement(postgres(), script, 2).outcome(List.of(RECENT))).sql();

    int added = EMPTY.length() + ", ".length();
    assertThat(sent.place(1)).extracting("at.line", "at.column").containsExactly(2, 1);
    assertThat(sent.place(6)).isNull();
    assertThat(sent.place(5 + added)).isNull();
    assertThat(sent.place(6 + added)).extracting("at.line", "at.column").containsExactly(2, 6);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "INSERT INTO recent SELECT 1 => is not executed",
        "UPDATE recent SET id = 1 => is not executed",
        "DELETE FROM recent => is not executed",
        "MERGE INTO recent USING o ON true WHEN MATCHED THEN DELETE => is not executed",
        "SELECT id FROM public.recent => is not executed",
        "SELECT ctid FROM recent => is not executed",
        "SELECT id FROM recent TABLESAMPLE system (1) => is not executed",
        "SELECT id FROM recent FOR UPDATE OF recent => is not executed",
        "SELECT id FROM unknown => could not be checked"
      })
  void whatCannotBeACommonTableIsNotChecked(String sql, String why) {
    String script =
        "CREATE TEMP TABLE recent AS SELECT 1;\n\nCREATE TABLE unknown (id int);\n" + sql;
    Defined unknown = new Defined(new Definition(List.of("unknown"), List.of(), false), 2, null);

    Outcome outcome = statement(postgres(), script, 3).outcome(List.of(RECENT, unknown));

    int line = sql.endsWith("unknown") ? 3 : 1;
    assertThat(((Outcome.NotChecked) outcome).why())
        .isEqualTo("needs the statement in line " + line + ", which " + why);
  }

  @Test
  void theLastDefinitionOfANameCounts() throws SQLException {
    Defined other =
        new Defined(
            new Definition(List.of("recent"), List.of("a"), true),
            2,
            List.of(new DefinedColumn("x", "date")));
    String script =
        "CREATE TEMP TABLE recent AS SELECT 1; CREATE VIEW recent(a) AS SELECT 1; SELECT 1 FROM recent";

    Outcome outcome = statement(postgres(), script, 3).outcome(List.of(RECENT, other));

    assertThat(nativeSql(((Outcome.Sendable) outcome).sql()))
        .isEqualTo(
            "WITH \"recent\" (\"a\") AS (SELECT CAST(NULL AS date) WHERE false) SELECT 1 FROM recent");
  }

  @Test
  void aDroppedTableIsNoLongerDefined() throws SQLException {
    String script =
        "CREATE TEMP TABLE recent AS SELECT 1; DROP TABLE IF EXISTS x, recent; SELECT 1 FROM recent";

    Outcome outcome = statement(postgres(), script, 3).outcome(List.of(RECENT));

    assertThat(nativeSql(((Outcome.Sendable) outcome).sql())).isEqualTo("SELECT 1 FROM recent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TABLE recent.",
        "SELECT 1 FROM recent..x",
        "SELECT 1 FROM .recent",
        "FROM",
        "SELECT (((",
        "SELECT )))",
        "WITH recent",
        "WITH recent AS (",
        "WITH a AS NOT",
        "INSERT INTO",
        "INSERT INTO recent(",
        "COPY (",
        "CREATE TABLE x AS (",
        "CREATE VIEW AS SELECT",
        "SELECT INTO",
        "SELECT 1 INTO TEMP",
        "\"",
        "SELECT 1 FROM \"",
        "SELECT U&\"",
        "EXPLAIN (",
        "EXPLAIN",
        "DECLARE",
        "{{ x",
        "{{}}",
        "SELECT {{}}",
        "SELECT ${}",
        "SELECT #{}",
        "SELECT :''",
        "SELECT '${x",
        "? ?",
        "SELECT ?::",
        "SELECT a[",
        "SELECT 1 FROM recent, (",
        "MERGE INTO recent USING",
        "VALUES",
        "SELECT E'\\",
        "SELECT $x$ ${y}",
        "SELECT 1 IN ?",
        "WITH a AS (SELECT 1) SEARCH"
      })
  void noTextIsTooWrongToBeSent(String sql) {
    for (SqlOptions options :
        List.of(postgres(), options(SqlDialect.QUERY_SERVICE, false, Map.of()))) {
      for (ScriptStatement statement :
          new SqlReader(options).read("a.sql", "SELECT 1;" + sql).statements()) {
        boolean first = statement.statement().ordinal() == 1;
        assertThat(statement.outcome(first ? List.of() : List.of(RECENT))).isNotNull();
      }
    }
  }

  @Test
  void aTableMayHaveNoColumns() throws SQLException {
    Defined none = new Defined(RECENT.definition(), 1, List.of());

    Outcome outcome =
        statement(postgres(), "SELECT 1; SELECT 1 FROM recent", 2).outcome(List.of(none));

    assertThat(nativeSql(((Outcome.Sendable) outcome).sql()))
        .isEqualTo("WITH \"recent\" AS (SELECT WHERE false) SELECT 1 FROM recent");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "CREATE TABLE x WITH (fillfactor=70) AS SELECT 1 WITH NO DATA => SELECT 1",
        "CREATE MATERIALIZED VIEW x (a) AS (SELECT 1) WITH DATA => (SELECT 1)",
        "CREATE VIEW x AS SELECT 1 WITH LOCAL CHECK OPTION => SELECT 1",
        "SELECT 1 AS a INTO TEMP TABLE x.y FROM t => SELECT 1 AS a     FROM t",
        "PREPARE p (int) AS SELECT $1 => SELECT $1",
        "INTO x => INTO x"
      })
  void theQueryOfADefinitionIsSent(String sql, String sent) throws SQLException {
    assertThat(sent(postgres(), sql)).isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 INTO x",
        "SELECT 1 FROM t FOR UPDATE",
        "SELECT 1 FROM t FOR NO KEY UPDATE",
        "SELECT 1 FROM t FOR KEY SHARE",
        "SELECT 1 FROM t FOR SHARE",
        "WITH x AS (DELETE FROM t RETURNING 1) SELECT 1",
        "WITH x AS (SELECT 1) INSERT INTO t SELECT 1",
        "SELECT 1) x, (SELECT 2",
        "UPDATE t SET a = 1"
      })
  void whatWritesOrLocksIsNoQuery(String sql) {
    SentSql sent = sendable(postgres(), sql).sql();

    assertThat(sent.isQuery()).isFalse();
    assertThatThrownBy(sent::wrapped).isInstanceOf(IllegalStateException.class);
    assertThat(notChecked(options(SqlDialect.QUERY_SERVICE, false, Map.of()), sql).why())
        .isEqualTo("only queries are sent to a server other than PostgreSQL");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "SELECT a FROM t WHERE b = $c AND d = @e LIMIT $n => SELECT a FROM t WHERE b = NULL AND d = NULL LIMIT 1",
        "INSERT INTO t SELECT `a?` FROM u -- x => SELECT `a?` FROM u",
        "CREATE TABLE x WITH (schema='s') AS (SELECT 1) => (SELECT 1)",
        "SELECT t.update, deleted FROM t => SELECT t.update, deleted FROM t"
      })
  void otherServersGetTheQueryWithoutParameters(String sql, String sent) {
    SentSql wrapped =
        sendable(options(SqlDialect.QUERY_SERVICE, false, Map.of()), sql).sql().wrapped();

    assertThat(wrapped.jdbc()).isEqualTo("SELECT * FROM (" + sent + "\n) qs WHERE 1=0");
    assertThat(wrapped.parameters()).isZero();
  }

  @Test
  void aWrappedQueryKeepsItsPlaces() {
    SentSql wrapped =
        sendable(options(SqlDialect.QUERY_SERVICE, false, Map.of()), "\n SELECT b").sql().wrapped();

    assertThat(wrapped.place(15)).isNull();
    assertThat(wrapped.place(16)).extracting("at.line", "at.column").containsExactly(2, 2);
    assertThat(wrapped.place(23)).extracting("at.line", "at.column").containsExactly(2, 9);
    assertThat(wrapped.place(27)).isNull();
  }

  @Test
  void aStatementThatTheProtocolCannotCarryIsNotChecked() {
    assertThat(notChecked(postgres(), "SELECT '\0'").why())
        .isEqualTo("it contains a NUL character, which PostgreSQL's protocol cannot carry");
    assertThat(notChecked(postgres(), "SELECT " + "?,".repeat(65_536) + "1").why())
        .isEqualTo("it has more than 65,535 parameters");
  }

  @Test
  void eachKindHasItsSpelling() {
    for (PlaceholderKind kind : PlaceholderKind.values()) {
      assertThat(PlaceholderKind.parse(kind.word())).contains(kind);
    }
    assertThat(PlaceholderKind.parse("%s")).isEmpty();
  }

  private static SqlOptions postgres() {
    return options(SqlDialect.POSTGRESQL, true, Map.of());
  }

  private static SqlOptions options(
      SqlDialect dialect, boolean postgres, Map<String, String> values) {
    Set<PlaceholderKind> all = EnumSet.allOf(PlaceholderKind.class);
    return new SqlOptions(dialect, postgres, all, values);
  }

  private static ScriptStatement statement(SqlOptions options, String sql, int ordinal) {
    return new SqlReader(options).read("a.sql", sql).statements().get(ordinal - 1);
  }

  private static Outcome.NotChecked notChecked(SqlOptions options, String sql) {
    return (Outcome.NotChecked) statement(options, sql, 1).outcome(List.of());
  }

  private static Outcome.Sendable sendable(SqlOptions options, String sql) {
    return (Outcome.Sendable) statement(options, sql, 1).outcome(List.of());
  }

  private static String sent(SqlOptions options, String sql) throws SQLException {
    return nativeSql(sendable(options, sql).sql());
  }

  /** What the driver makes of it. */
  private static String nativeSql(SentSql sent) throws SQLException {
    List<NativeQuery> queries = Parser.parseJdbcSql(sent.jdbc(), true, true, true, false, true);
    assertThat(queries).hasSize(1);
    return queries.get(0).nativeSql;
  }
}
