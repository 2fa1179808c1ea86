package io.github.qsmaven.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.files.SqlFile;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.sql.SqlDialect;
import io.github.qsmaven.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files of SQL with one fault each, on one schema: the file, and for each finding the code, the
 * statement, and the line and column.
 */
class CheckSqlCasesTest {
  private static final Path RESOURCES = Path.of("src/test/resources");

  private static TestDatabase database;

  @TempDir Path folder;

  @BeforeAll
  static void createTables() throws Exception {
    database = new TestDatabase(Files.readString(RESOURCES.resolve("sql/schema.sql")));
  }

  private List<String> findings(
      String path, @Nullable SqlDialect dialect, Map<String, String> values) throws Exception {
    Path file = RESOURCES.resolve(path);
    CheckReport report =
        new SqlProject(folder, database.target(), dialect, values)
            .check(new SqlFile(path, Files.readString(file)));
    return report.result().findings().stream().map(CheckSqlCasesTest::inShort).toList();
  }

  private static String inShort(Finding finding) {
    return "%s #%d %d:%d"
        .formatted(
            finding.code().code(),
            requireNonNull(finding.sql()).statement().ordinal(),
            requireNonNull(finding.at()).line(),
            requireNonNull(finding.at()).column());
  }

  private void isFound(String line, String directory, @Nullable SqlDialect dialect)
      throws Exception {
    List<String> parts = List.of(line.strip().split("\\|"));

    assertThat(findings(directory + parts.get(0), dialect, Map.of()))
        .isEqualTo(parts.subList(1, parts.size()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01_ok.sql",
        "02_unknown_column.sql|QS402 #1 2:8",
        "03_unknown_table.sql|QS401 #1 2:6",
        "04_ambiguous.sql|QS403 #1 1:8",
        "06_unknown_function.sql|QS405 #1 1:12",
        "07_aggregate.sql|QS407 #1 1:21",
        "08_param_dollar.sql|QS402 #1 1:12",
        "10_param_colon.sql|QS402 #1 1:42",
        "11_param_brace.sql|QS419 #1 1:16",
        "12_jinja.sql|QS419 #1 3:67",
        "13_at_var.sql|QS419 #1 1:1",
        "14_psql_meta.sql|QS402 #1 3:49",
        "16_dollar_quote.sql|QS402 #1 1:45",
        "17_dependent.sql|QS402 #2 2:12",
        "18_insert_select.sql|QS408 #1 1:34",
        "20_insert_type.sql|QS404 #1 2:12",
        "21_ctas.sql|QS402 #1 2:12",
        "22_create_view.sql|QS402 #1 2:12",
        "24_function_plpgsql.sql|QS419 #1 1:1",
        "25_function_sql.sql|QS419 #1 1:1",
        "26_do_block.sql|QS419 #1 1:1",
        "27_update.sql|QS402 #1 1:30",
        "29_syntax.sql|QS406 #1 1:12",
        "30_two_faults.sql|QS402 #1 1:8",
        "32_star_ok.sql|QS402 #1 1:35",
        "33_dup_columns.sql",
        "35_param_untyped.sql",
        "37_qs_block.sql|QS419 #1 1:1",
        "38_qs_ctas.sql|QS402 #1 1:126",
        "39_merge.sql|QS402 #1 2:30",
        "40_copy.sql|QS402 #1 1:14",
        "42_bom.sql|QS402 #1 1:12",
        "44_const_fold.sql|QS410 #1 1:38"
      })
  void eachFaultIsFoundAtItsPlace(String line) throws Exception {
    isFound(line, "sql/", null);
  }

  /** None is a syntax error: PostgreSQL does not know this syntax. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "q01_snapshot_since.sql|QS419 #1 1:30",
        "q02_snapshot_between.sql|QS419 #1 1:25",
        "q03_ctas_with.sql|QS419 #1 1:21",
        "q04_ctas_transform.sql|QS419 #1 1:22",
        "q06_struct.sql|QS419 #1 1:30",
        "q08_nested.sql|QS419 #1 1:8",
        "q09_backtick.sql|QS419 #1 1:8",
        "q10_lateral_view.sql|QS419 #1 1:33",
        "q12_array_access.sql|QS419 #1 1:19",
        "q13_lambda.sql|QS419 #1 1:27",
        "q15_inline_template.sql|QS402 #1 1:57",
        "q17_cast_string.sql|QS419 #1 1:19",
        "q18_inline_fn.sql|QS402 #1 1:15",
        "q19_window.sql|QS402 #1 1:8",
        "q21_analyze.sql|QS419 #1 1:1",
        "q23_create_model.sql|QS419 #1 1:1",
        "q25_copy.sql|QS419 #1 1:1"
      })
  void whatOnlyQueryServiceKnowsIsNotChecked(String line) throws Exception {
    isFound(line, "qs-sql/", SqlDialect.QUERY_SERVICE);
  }

  @Test
  void aValueMakesAPlaceholderForANameCheckable() throws Exception {
    assertThat(findings("sql/11_param_brace.sql", null, Map.of("schema", "public")))
        .containsExactly("QS402 #1 1:39");
    assertThat(findings("sql/12_jinja.sql", null, Map.of("this", "orders")))
        .containsExactly("QS402 #1 2:12");
  }

  private List<String> findings(String text) throws Exception {
    CheckReport report =
        new SqlProject(folder, database.target(), null, Map.of())
            .check(new SqlFile("some.sql", text));
    return report.result().findings().stream().map(CheckSqlCasesTest::inShort).toList();
  }

  @Test
  void whatEarlierStatementsChangeIsNoError() throws Exception {
    assertThat(findings("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';\nSELECT f()"))
        .containsExactly("QS419 #1 1:1", "QS419 #2 2:1");
    assertThat(findings("ALTER TABLE public.orders ADD org text;\nSELECT org FROM orders"))
        .containsExactly("QS419 #1 1:1", "QS419 #2 2:1");
    assertThat(findings("SET search_path = sales;\nSELECT 1 FROM invoices"))
        .containsExactly("QS419 #1 1:1", "QS419 #2 2:1");
    assertThat(findings("CREATE TYPE mood AS ENUM ('a');\nSELECT 'a'::mood;\nSELECT x"))
        .containsExactly("QS419 #1 1:1", "QS419 #2 2:1", "QS402 #3 3:8");
  }

  @Test
  void whatEarlierStatementsDropIsStillThere() throws Exception {
    assertThat(
            findings(
                "DROP TABLE IF EXISTS public.orders;\n"
                    + "CREATE TABLE public.orders AS SELECT totl FROM orders"))
        .containsExactly("QS419 #1 1:1", "QS402 #2 2:38");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WITH p AS (SELECT :a AS d) SELECT id FROM orders, p WHERE placed > p.d",
        "WITH p (d) AS (VALUES (?)) SELECT date_trunc('day', d) FROM p",
        "UPDATE orders SET note = v.b FROM (VALUES (?, ?), (?, ?)) v (a, b) WHERE id = v.a",
        "INSERT INTO orders (id) SELECT v.a FROM (SELECT DISTINCT ?, ?) v (a, b)",
        "SELECT id FROM orders WHERE total = (SELECT :a)",
        "SELECT ? UNION SELECT ? UNION SELECT 1",
        "SELECT date_trunc($1, placed) FROM orders GROUP BY date_trunc($1, placed)",
        "SELECT total / :rate FROM orders GROUP BY total / :rate",
        "SELECT DISTINCT ON (note || ?1) id FROM orders ORDER BY note || ?1",
      })
  void whatTheServerGuessesOfParametersIsNoError(String sql) throws Exception {
    assertThat(findings(sql)).singleElement().asString().startsWith("QS419 #1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "QS404|SELECT id FROM orders WHERE total = note AND id IN (SELECT id + :a FROM orders)",
        "QS404|INSERT INTO orders (id, placed) VALUES (?, 1), (?, ?)",
        "QS402|WITH p AS (SELECT :a AS d) SELECT p.e FROM p",
        "QS405|WITH p AS (SELECT :a AS d) SELECT absent(total) FROM orders, p",
        "QS407|SELECT note FROM orders WHERE note = :a AND note = :a GROUP BY total",
        "QS407|SELECT total / ? FROM orders GROUP BY total / ?",
        "QS407|SELECT note FROM orders WHERE id = :a GROUP BY total LIMIT :a",
      })
  void whatDoesNotDependOnParametersIsAnError(String line) throws Exception {
    List<String> parts = List.of(line.split("\\|", 2));

    assertThat(findings(parts.get(1))).singleElement().asString().startsWith(parts.get(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t (a, b) AS SELECT 1",
        "CREATE VIEW v (a, b, c) AS SELECT id, total FROM orders",
        "CREATE MATERIALIZED VIEW v AS SELECT o.id, c.id FROM orders o, customers c",
        "CREATE TEMP TABLE t (note) AS SELECT id, note FROM orders",
        "SELECT id, id INTO t FROM orders",
      })
  void columnsOfWhichNothingCanBeCreatedAreAnError(String sql) throws Exception {
    assertThat(findings(sql)).containsExactly("QS410 #1 1:1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE t (a, b) AS SELECT id, id FROM orders",
        "CREATE VIEW v (a) AS SELECT id, total FROM orders; SELECT a, total FROM v",
        "CREATE VIEW v AS SELECT id, id AS \"ID\" FROM orders",
        "CREATE RECURSIVE VIEW v (n) AS SELECT 1",
        "CREATE TABLE t AS SELECT {% if x %} id, {% else %} total AS id, {% endif %} note FROM orders",
      })
  void columnsThatCanBeCreatedAreNone(String sql) throws Exception {
    assertThat(findings(sql)).noneMatch(found -> found.startsWith("QS410"));
  }

  @Test
  void aCommentWithoutAnEndIsAnError() throws Exception {
    assertThat(findings("SELECT 1;\n/* see src/*.sql */\nSELECT totl FROM orders;"))
        .containsExactly("QS406 #2 2:1");
    assertThat(findings("SELECT 1 /* a */ /* b")).containsExactly("QS406 #1 1:18");
  }

  @Test
  void whatEarlierStatementsDefineIsCheckedWithTheirColumns() throws Exception {
    assertThat(
            findings(
                """
                DROP VIEW IF EXISTS v; CREATE VIEW v (a, b) AS SELECT id, total FROM orders;
                WITH w AS (SELECT a FROM v) SELECT a, v.b, v.c FROM w JOIN v USING (a);
                INSERT INTO customers (id, nam) SELECT a, 'x' FROM v;
                UPDATE orders SET note = v.c FROM v WHERE v.a = id;
                DROP VIEW v;
                SELECT a FROM v"""))
        .containsExactly(
            "QS419 #1 1:1",
            "QS402 #3 2:44",
            "QS408 #4 3:28",
            "QS402 #5 4:26",
            "QS419 #6 5:1",
            "QS401 #7 6:15");
  }

  @Test
  void namesThatMayHaveBeenMeantComeFromTheCatalog() throws Exception {
    database.execute("CREATE SCHEMA sales", "CREATE TABLE sales.invoices (id int)");
    CheckReport report =
        new SqlProject(folder, database.target(), null, Map.of())
            .check(
                new SqlFile(
                    "a.sql",
                    "SELECT 1 FROM invoices; SELECT 1 FROM ordrs; SELECT plced FROM orders"));

    assertThat(report.result().findings())
        .extracting(finding -> Suggestion.question(finding.suggestions(), name -> name))
        .containsExactly(
            "; did you mean sales.invoices (another schema)?",
            "; did you mean orders?",
            "; did you mean placed (timestamp without time zone)?");
  }

  @Test
  void commentsAcceptFindingsWithAReason() throws Exception {
    assertThat(findings("-- qs-ignore QS402: gone next week\nSELECT totl FROM orders"))
        .containsExactly("QS402 #1 2:8");
    CheckReport report =
        new SqlProject(folder, database.target(), null, Map.of())
            .check(
                new SqlFile(
                    "a.sql",
                    """
                    -- qs-ignore QS402: gone next week
                    SELECT totl FROM orders;
                    -- qs-ignore QS402
                    SELECT totl FROM orders;
                    -- qs-ignore QS401: never
                    SELECT id FROM orders"""),
                new SqlFile("b.sql", "-- qs-ignore-file: generated\nSELECT x; SELECT y"));

    assertThat(report.result().findings())
        .extracting(
            finding ->
                finding.code().code()
                    + (finding.acceptedBy() == null ? " " : " accepted ")
                    + finding.at())
        .containsExactly(
            "QS402 accepted a.sql:2:8",
            "QS402 a.sql:4:8",
            "QS402 accepted b.sql:2:8",
            "QS402 accepted b.sql:2:18",
            "QS302 a.sql:3:4",
            "QS302 a.sql:5:4");
  }
}
