package io.github.qsmaven.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.SourcePosition;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlReaderTest {
  private static SqlScript read(SqlDialect dialect, boolean postgres, String text) {
    SqlOptions options =
        new SqlOptions(dialect, postgres, EnumSet.allOf(PlaceholderKind.class), Map.of());
    return new SqlReader(options).read("a.sql", text);
  }

  private static SqlScript read(String text) {
    return read(SqlDialect.POSTGRESQL, true, text);
  }

  private static SqlScript readQueryService(String text) {
    return read(SqlDialect.QUERY_SERVICE, true, text);
  }

  private static List<String> words(SqlScript script) {
    return script.statements().stream().map(each -> each.statement().words()).toList();
  }

  private static List<String> plans(SqlScript script) {
    return script.statements().stream().map(SqlReaderTest::plan).toList();
  }

  /** What is sent of a statement, or why nothing is. */
  private static String plan(ScriptStatement statement) {
    if (statement.plan() instanceof Plan.Send send) {
      List<Token> sent = statement.tokens().all().subList(send.from(), send.to());
      return statement
          .tokens()
          .text()
          .substring(sent.get(0).start(), sent.get(sent.size() - 1).end());
    }
    return "! " + ((Plan.Skip) statement.plan()).why();
  }

  private static ScriptStatement only(SqlScript script) {
    assertThat(script.statements()).hasSize(1);
    return script.statements().get(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '%',
      value = {
        "SELECT 1; SELECT 2 → [SELECT 1, SELECT 2]",
        ";; SELECT 1;; → [SELECT 1]",
        "-- a → []",
        "SELECT ';' → [SELECT ';']",
        "SELECT (1; SELECT 2 → [SELECT (1, SELECT 2]",
        "SELECT 1 \\g out → [SELECT 1]",
        "SELECT 1; \\i x → [SELECT 1]",
        "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2); SELECT 3 →"
            + " [CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2), SELECT 3]",
        "CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; SELECT 2; END; SELECT 3 →"
            + " [CREATE FUNCTION f() BEGIN ATOMIC SELECT CASE WHEN a THEN 1, SELECT 3]",
        "BEGIN; SELECT 1; END; → [BEGIN, SELECT 1, END]",
        "{{ config(a=1) }} SELECT 1; → [SELECT 1]",
      })
  void statementsEndAtSemicolons(String text, String expected) {
    assertThat(words(read(text))).hasToString(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '%',
      value = {
        "SELECT $x$ it's; not -- a comment $x$ AS t → SELECT $x$ it's; not -- a comment $x$ AS t",
        "(SELECT 1) UNION SELECT 2 → (SELECT 1) UNION SELECT 2",
        "CREATE TABLE a AS SELECT 1 → CREATE TABLE a AS SELECT 1",
        "CREATE MATERIALIZED VIEW a AS SELECT 1 → CREATE MATERIALIZED VIEW a AS SELECT 1",
        "CREATE OR REPLACE TEMP VIEW a (b) WITH (x=1) AS (SELECT 1) WITH LOCAL CHECK OPTION"
            + " → (SELECT 1)",
        "CREATE VIEW v AS SELECT a AS b FROM c WITH CHECK OPTION → SELECT a AS b FROM c",
        "COPY (SELECT a FROM b) TO STDOUT WITH (FORMAT csv) → SELECT a FROM b",
        "COPY (SELECT (a) FROM b → SELECT (a) FROM b",
        "PREPARE p (int) AS INSERT INTO t SELECT $1 → INSERT INTO t SELECT $1",
        "MERGE INTO a USING b ON c WHEN MATCHED THEN DELETE"
            + " → MERGE INTO a USING b ON c WHEN MATCHED THEN DELETE",
        "DECLARE c CURSOR FOR SELECT 1 → DECLARE c CURSOR FOR SELECT 1",
        "SELCT 1 → SELCT 1",
        "COPY t FROM STDIN → ! COPY is not analyzed by the server",
        "EXECUTE p(1) → ! EXECUTE is not analyzed by the server",
        "CREATE TABLE a AS EXECUTE p → ! EXECUTE is not analyzed by the server",
        "CREATE TABLE a (b int) → ! CREATE TABLE is not analyzed by the server",
        "CREATE UNIQUE INDEX i ON a (b) → ! CREATE INDEX is not analyzed by the server",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1; $$"
            + " → ! the body of a function is not analyzed by the server",
        "CREATE OR REPLACE PROCEDURE f() AS 'x'"
            + " → ! the body of a function is not analyzed by the server",
        "DO $$ BEGIN PERFORM 1; END $$ → ! a DO block is not analyzed by the server",
        "ALTER TABLE a DROP b → ! ALTER is not analyzed by the server",
        "SET search_path = x → ! SET is not analyzed by the server",
        "SET @from = SELECT max(id) FROM orders → ! SET @v of Query Service",
        "$$ BEGIN SELECT 1; END $$ → ! a block of Query Service",
        "BEGIN → ! BEGIN is not analyzed by the server",
        "BEGIN ISOLATION LEVEL SERIALIZABLE → ! BEGIN is not analyzed by the server",
        "BEGIN SET @a = 1 → ! a block of Query Service",
        "${query} → ! the placeholder ${query} stands for a statement",
        "ANALYZE TABLE orders → ! ANALYZE is not analyzed by the server",
      })
  void onlyWhatTheServerAnalyzesIsSent(String text, String expected) {
    assertThat(plan(only(read(text)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '%',
      value = {
        "SELECT id FROM orders SNAPSHOT SINCE 123 → SNAPSHOT",
        "SELECT a.id FROM orders SNAPSHOT BETWEEN 'HEAD' AND 345 a → SNAPSHOT",
        "SELECT 1 FROM customers AS OF 789 c → AS OF",
        "CREATE TABLE c WITH (schema='t') AS (SELECT 1) → CREATE TABLE WITH",
        "CREATE TEMP TABLE c TRANSFORM(s(a) b) AS SELECT 1 → CREATE TABLE TRANSFORM",
        "CREATE MODEL m TRANSFORM(v(a) b) OPTIONS(L='x') AS SELECT 1 → CREATE MODEL",
        "INSERT INTO c SELECT struct(a as b) c FROM d → a struct",
        "SELECT web.webPageDetails.pageViews.value FROM e → nested fields",
        "SELECT `end` FROM e → a name in back quotes",
        "SELECT 1 FROM o LATERAL VIEW explode(p) t AS item → LATERAL VIEW",
        "SELECT identityMap['ECID'][0].id FROM e → the key of a map",
        "SELECT transform(items, x -> x.price * 2) FROM o → a lambda",
        "SELECT aggregate(items, 0, (acc, x) -> acc + x) FROM o → a lambda",
        "SELECT cast(id AS string) FROM o → the type string",
        "SELECT 1 FROM o WHERE a == 1 → the operator ==",
        "SELECT 1 MINUS SELECT 2 → MINUS",
        "COPY SELECT 1 TO '%scratch_space%%/x' → COPY without parentheses",
      })
  void syntaxOfQueryServiceIsNotSentToPostgresql(String text, String construct) {
    assertThat(plan(only(readQueryService(text))))
        .isEqualTo("! " + construct + " of Query Service");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT f(a, b -> 'k') FROM t",
        "SELECT a.string, snapshot FROM t AS of",
        "SELECT a[1], string FROM public.t",
        "SELECT LATERAL FROM t, LATERAL (SELECT 1) x",
      })
  void whatBothKnowIsSent(String text) {
    assertThat(plan(only(readQueryService(text)))).isEqualTo(text);
  }

  @Test
  void statementsOfABlockAreStatements() {
    SqlScript script =
        readQueryService(
            """
            $$ BEGIN
              # a comment; with 'a quote
              SET @from = SELECT max(id) FROM orders;
              CREATE TABLE inc AS SELECT id FROM orders; #another
              IF @from = CASE WHEN a THEN 1 END THEN INSERT INTO a SELECT 1;
              ELSEIF @from THEN SELECT 2;
              ELSE SELECT raise_error('x'); END IF;
            EXCEPTION WHEN OTHER THEN SELECT 'ERROR';
            END
            $$;
            SELECT 3;
            """);

    assertThat(plans(script))
        .containsExactly(
            "! SET @v of Query Service",
            "CREATE TABLE inc AS SELECT id FROM orders",
            "! IF of Query Service",
            "INSERT INTO a SELECT 1",
            "! ELSEIF of Query Service",
            "SELECT 2",
            "SELECT raise_error('x')",
            "SELECT 'ERROR'",
            "SELECT 3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$$BEGIN SELECT 1; END$$; SELECT 2;",
        "$$BEGIN SELECT 1; $$END; SELECT 2;",
        "$$ BEGIN SELECT 1; END; $$; SELECT 2;",
        "$$ BEGIN SELECT 1; END $$\nSELECT 2;",
        "BEGIN SELECT 1; END; SELECT 2",
        "BEGIN SELECT 1; EXCEPTION WHEN OTHERS THEN SELECT 2; END;",
        "--/\n$$ BEGIN SELECT 1; END $$;\n/\nSELECT 2",
        "--/\nSELECT 1\n/\nSELECT 2",
      })
  void blocksHaveSeveralSpellings(String text) {
    assertThat(plans(readQueryService(text))).containsExactly("SELECT 1", "SELECT 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '%',
      value = {
        "INSERT INTO a (b) SELECT 1 → SELECT 1",
        "INSERT INTO a AS (SELECT 1) → (SELECT 1)",
        "INSERT INTO a VALUES (1) → VALUES (1)",
        "CREATE TABLE a WITH (x='y') AS (SELECT 1) → (SELECT 1)",
        "CREATE TABLE IF NOT EXISTS a AS SELECT 1 WITH NO DATA → SELECT 1",
        "COPY SELECT 1 AS x TO 'y' WITH FORMAT 'csv' → SELECT 1 AS x",
        "SELCT 1 → ! SELCT is not analyzed by the server",
      })
  void anotherServerGetsBodies(String text, String expected) {
    SqlScript script = read(SqlDialect.QUERY_SERVICE, false, text);

    assertThat(plan(only(script))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '%',
      value = {
        "CREATE TEMP TABLE Recent AS SELECT 1 → [recent] [] true",
        "CREATE UNLOGGED TABLE IF NOT EXISTS s.\"R\" (a, \"B c\") AS SELECT 1 → [s, R] [a, B c] true",
        "CREATE MATERIALIZED VIEW IF NOT EXISTS v AS SELECT 1 → [v] [] true",
        "CREATE OR REPLACE VIEW v (x) AS SELECT 1 → [v] [x] true",
        "CREATE TABLE t (a int, b numeric(1,2)) → [t] [] false",
        "SELECT 1 INTO TEMP TABLE t FROM s → [t] [] true",
        "SELECT 1 AS a INTO t → [t] [] true",
        "WITH x AS (SELECT 1) SELECT * INTO t FROM x → [t] [] true",
        "INSERT INTO t SELECT 1 → -",
        "SELECT (SELECT 1) → -",
        "CREATE INDEX t ON x (a) → -",
      })
  void definitions(String text, String expected) {
    Definition definition = only(read(text)).definition();

    String actual =
        definition == null
            ? "-"
            : definition.name() + " " + definition.columns() + " " + definition.isQuery();
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void theTargetOfAnInsert() {
    assertThat(only(read("INSERT INTO S.\"T\" (A, \"b\") SELECT 1")).target())
        .isEqualTo(
            new Target(List.of("s", "T"), List.of("a", "b"), new SourcePosition("a.sql", 1, 13)));
    assertThat(only(read("WITH x AS (SELECT 1) INSERT INTO t SELECT 1")).target())
        .isEqualTo(new Target(List.of("t"), List.of(), new SourcePosition("a.sql", 1, 34)));
    assertThat(only(read("INSERT INTO t (SELECT 1)")).target())
        .isEqualTo(new Target(List.of("t"), List.of(), new SourcePosition("a.sql", 1, 13)));
    assertThat(only(read("SELECT 1")).target()).isNull();
  }

  @Test
  void theTargetOfATableThatIsFilledOnQueryService() {
    SqlScript script = read(SqlDialect.QUERY_SERVICE, false, "CREATE TABLE t AS SELECT 1");

    assertThat(only(script).target())
        .isEqualTo(new Target(List.of("t"), List.of(), new SourcePosition("a.sql", 1, 14)));
  }

  @Test
  void namesAreReadAsTheServerReadsThem() {
    assertThat(only(read("SELECT A . \"B\"\"x\".c, U&\"\\0061\\+00006220\" FROM ÄB")).names())
        .containsExactly(
            List.of("select"),
            List.of("a", "B\"x", "c"),
            List.of("ab20"),
            List.of("from"),
            List.of("Äb"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '%',
      value = {
        "${schema}.orders → [[public, orders]]",
        "a_${schema}_b.\"c\" → [[a_public_b, c]]",
        "${prefix}Orders → [[s, T, orders]]",
        "${unknown}.orders → [[orders]]",
        "{{ ref('Orders') }} → [[Orders]]",
        "{{ source('s', 'T') }}.a → [[s, T, a]]",
        "${query} → []",
        "$schema.orders → [[public, orders]]",
      })
  void valuesOfPlaceholdersAreNames(String text, String expected) {
    SqlOptions options =
        new SqlOptions(
            SqlDialect.POSTGRESQL,
            true,
            EnumSet.allOf(PlaceholderKind.class),
            Map.of("schema", "public", "prefix", "S.\"T\" .", "query", "1"));

    assertThat(only(new SqlReader(options).read("a.sql", text)).names()).hasToString(expected);
  }

  @Test
  void placesCountCodePoints() {
    ScriptStatement statement =
        read("\uFEFF;\r\n/* 🙂 */ SELECT '🙂', Totl,\r totl").statements().get(0);

    assertThat(statement.statement().at()).isEqualTo(new SourcePosition("a.sql", 2, 9));
    assertThat(statement.placesOf("o.totl"))
        .containsExactly(new SourcePosition("a.sql", 2, 21), new SourcePosition("a.sql", 3, 2));
  }

  @Test
  void placesInLongLines() {
    SqlScript script = read("/*" + "🙂".repeat(2_000) + "*/ a;" + " b;".repeat(2_000));

    assertThat(script.statements().get(0).statement().at().column()).isEqualTo(2_006);
    assertThat(script.statements().get(2_000).statement().at().column()).isEqualTo(8_006);
  }

  @Test
  void titlesAreShort() {
    assertThat(words(read("SELECT\n\t'a\n b',   c FROM " + "x".repeat(60))))
        .containsExactly("SELECT 'a b', c FROM");
    assertThat(words(read("x".repeat(56) + "🙂" + "x".repeat(60))).get(0))
        .hasSize(59)
        .endsWith("x...");
  }

  @Test
  void ignoreComments() {
    SqlScript script =
        read(
            """
            -- qs-ignore-file: generated
            -- qs-ignore QS403, QS402: known
            SELECT 1;
            /* qs-ignore qs406 : odd */
            /* first
             * qs-ignore QS999 */
            SELECT -- qs-ignore: inside
              2;
            -- qs-ignored QS403: no
            -- qs-ignore QS404
            """);

    assertThat(script.ignores())
        .extracting(
            IgnoreComment::code,
            IgnoreComment::writtenCode,
            IgnoreComment::ofFile,
            IgnoreComment::reason,
            ignore -> ignore.at().line(),
            IgnoreComment::statement)
        .containsExactly(
            tuple(null, "", true, "generated", 1, 0),
            tuple(FindingCode.parse("QS403").orElseThrow(), "QS403", false, "known", 2, 1),
            tuple(FindingCode.parse("QS402").orElseThrow(), "QS402", false, "known", 2, 1),
            tuple(FindingCode.parse("QS406").orElseThrow(), "qs406", false, "odd", 4, 2),
            tuple(null, "QS999", false, "", 6, 2),
            tuple(null, "", false, "inside", 7, 2),
            tuple(FindingCode.parse("QS404").orElseThrow(), "QS404", false, "", 10, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "$a", "/*", "'", "{{", "?"})
  void aMegabyteOfNothingElseIsRead(String part) {
    for (SqlDialect dialect : SqlDialect.values()) {
      assertThat(read(dialect, true, part.repeat(1_000_000 / part.length())).statements())
          .hasSizeLessThanOrEqualTo(1);
    }
  }

  /** What is quadratic here takes minutes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "[",
        "$a",
        "$a$b",
        "$",
        "$$",
        "/*",
        "'",
        "\"",
        "E'\\",
        "?",
        "a?",
        "?-",
        "+-",
        "-+*",
        "@",
        "#",
        "{",
        "{{",
        "{{'}}",
        "{%",
        "{#",
        "${",
        "#{",
        ":",
        ":'",
        "a:b",
        "`",
        "\\g\n",
        "--/\n/\n",
        "a.",
        "a,",
        "COPY a FROM STDIN;",
        "BEGIN ",
        "$$ BEGIN ",
        "$$/*",
        "IF ",
        "CASE ",
        "CREATE ",
        "CREATE TABLE a AS ",
        "CREATE VIEW a(",
        "WITH ",
        "INSERT INTO a(",
        "f(x -> ",
        "a -> ",
        ";",
        "a;",
        "\r",
        "\uD83D\uDE42",
        "\uD83D",
        "\0",
        "\u00A0",
        "-- qs-ignore ",
        "-- qs-ignore QS403: x\n",
        "/* qs-ignore\n",
        "U&\"\\0061",
        "1_",
        "1e",
        "{{ config",
        "SELECT 1 INTO ",
        "a == ",
        "x.y.z.a "
      })
  void hostileTextsAreReadInLinearTime(String part) {
    String text = part.repeat(100_000 / part.length());
    for (SqlDialect dialect : SqlDialect.values()) {
      for (ScriptStatement statement : read(dialect, true, text).statements()) {
        statement.names();
        statement.placesOf("a");
      }
    }
  }
}
