package io.github.qsmaven.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
