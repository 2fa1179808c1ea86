package io.github.qsmaven.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.SourcePosition;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.postgresql.core.Parser;

/**
 * Writes files of random tokens, has the driver make the native text of what is sent, and looks for
 * each token in it.
 */
class SentPlacesTest {
  private static final int TOKENS = 500_000;
  private static final SqlOptions OPTIONS =
      new SqlOptions(
          SqlDialect.POSTGRESQL,
          true,
          EnumSet.allOf(PlaceholderKind.class),
          Map.of(
              "schema", "a_much_longer_schema", "t", "x", "key", "'🙂' || 7", "var.day", "now()"));
  private static final String[] WORDS = {
    "id", "o_total", "größe", "𝒳𝓎", "Kunde$1", "\"a \"\"🙂? b\"", "\"?\""
  };
  private static final String[] LITERALS = {
    "1",
    "2.5e3",
    "'it''s ? 🙂'",
    "E'\\'?'",
    "'${open} ?'",
    "$$ ? \r\n 'x' $$",
    "$t$ -- ? 🙂\n$t$",
    "'a\tb\nc'",
    "U&'d\\0061'"
  };
  private static final String[] PLACEHOLDERS = {
    "?",
    "$1",
    "$27",
    ":name",
    ":'psql'",
    "@name",
    "${x}",
    "#{x,jdbcType=VARCHAR}",
    ":#{#x}",
    "{{ x }}",
    "{{ var('💥') }}",
    "$name",
    "#template"
  };
  private static final String[] BLANKS = {
    " ",
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\n\t",
    " /* 🙂 ? ' /* $1 */ */ ",
    " -- it's ${x} ?\n",
    "{# 🙂 ? #}",
    "{% if ' %}",
    "\r\n\\echo '🙂\r\n"
  };

  /** A token where it was written, and what the server gets of it. */
  private record Expected(String sent, int line, int column, boolean exact) {}

  @Test
  void eachTokenOfAFixedSeedHasItsPlace() throws SQLException {
    assertPlaces(14);
  }

  @Test
  void eachTokenOfAnySeedHasItsPlace(TestReporter reporter) throws SQLException {
    long seed = System.nanoTime();
    reporter.publishEntry("seed", Long.toString(seed));
    assertPlaces(seed);
  }

  private static void assertPlaces(long seed) throws SQLException {
    Random random = new Random(seed);
    int tokens = 0;
    while (tokens < TOKENS) {
      Script script = new Script(random);
      List<ScriptStatement> statements =
          new SqlReader(OPTIONS).read("a.sql", script.text.toString()).statements();
      assertThat(statements).as("seed %d: %s", seed, script.text).hasSameSizeAs(script.statements);
      List<Defined> earlier =
          List.of(
              new Defined(
                  new Definition(List.of("recent"), List.of(), true),
                  1,
                  List.of(new DefinedColumn("🙂?", "numeric(10,2)"))));
      for (int i = 0; i < statements.size(); i++) {
        Outcome outcome = statements.get(i).outcome(i == 0 ? List.of() : earlier);
        assertThat(outcome)
            .as("seed %d: %s", seed, script.text)
            .isInstanceOf(Outcome.Sendable.class);
        tokens += assertPlaces(seed, ((Outcome.Sendable) outcome).sql(), script.statements.get(i));
      }
    }
  }

  private static int assertPlaces(long seed, SentSql sent, List<Expected> tokens)
      throws SQLException {
    String sql = Parser.parseJdbcSql(sent.jdbc(), true, true, true, false, true).get(0).nativeSql;
    int index = 0;
    int position = 1;
    int parameters = 0;
    for (Expected token : tokens) {
      while (index < sql.length()
          && (Character.isWhitespace(sql.charAt(index)) || sent.place(position) == null)) {
        index += Character.charCount(sql.codePointAt(index));
        position++;
      }
      String text = token.sent().equals("?n") ? "$" + ++parameters : token.sent();
      if (!sql.startsWith(text, index)) {
        throw new AssertionError("seed " + seed + ": no " + text + " at " + index + " of " + sql);
      }
      int line = token.line();
      int column = token.column();
      for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
        SentSql.Place place = sent.place(position++);
        if (place == null || !place.at().equals(new SourcePosition("a.sql", line, column))) {
          throw new AssertionError(
              "seed " + seed + ": " + place + ", not " + line + ":" + column + " for " + text
                  + " of " + sql);
        }
        if (token.exact()) {
          boolean ends =
              text.charAt(i) == '\n' || (text.charAt(i) == '\r' && !text.startsWith("\n", i + 1));
          line += ends ? 1 : 0;
          column = ends ? 1 : column + 1;
        }
      }
      index += text.length();
    }
    assertThat(sql.substring(index)).isBlank();
    assertThat(sent.parameters()).isEqualTo(parameters);
    return tokens.size();
  }

  /** Writes a file. */
  private static final class Script {
    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private final List<List<Expected>> statements = new ArrayList<>();
    private int line = 1;
    private int column = 1;
    private char last;

    Script(Random random) {
      this.random = random;
      statements.add(new ArrayList<>());
      write("CREATE TEMP TABLE recent AS ");
      token("SELECT");
      blank();
      literal();
      for (int i = 0; i < 20; i++) {
        write(";");
        statement();
      }
    }

    private void statement() {
      statements.add(new ArrayList<>());
      blank();
      if (random.nextInt(4) == 0) {
        tokens("WITH");
        if (random.nextBoolean()) {
          tokens("RECURSIVE");
        }
        tokens("own", "AS", "(");
        query();
        tokens(")");
      }
      query();
    }

    private void query() {
      tokens("SELECT");
      int items = 1 + random.nextInt(30);
      for (int i = 0; i < items; i++) {
        item();
        tokens(",");
      }
      tokens("1", "FROM");
      switch (random.nextInt(5)) {
        case 0 -> {
          replaced("${schema}", "a_much_longer_schema");
          tokens(".", "orders");
        }
        case 1 -> replaced("{{ ref('Orders') }}", "\"Orders\"");
        case 2 -> replaced("{{ source('s', 'o') }}", "\"s\"", ".", "\"o\"");
        case 3 -> replaced("#{t}", "x");
        default -> tokens("recent");
      }
      blank();
    }

    private void item() {
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> parameter(one(PLACEHOLDERS));
        case 3 -> operator("?");
        case 4 -> operator("??", "|");
        case 5 -> replaced("$key", "'🙂'", "||", "7");
        case 6 -> replaced("{{ var('day') }}", "now", "(", ")");
        case 7 -> literal();
        case 8 -> {
          operator("?|");
          tokens("AND", "id", "<=");
          parameter(one(PLACEHOLDERS));
        }
        default -> tokens(one(WORDS));
      }
    }

    /** An operator, with no line of psql around it, of parts that the server gets one by one. */
    private void operator(String... parts) {
      token("id");
      write(" ");
      for (String part : parts) {
        expect(part.equals("??") ? "?" : part, true);
        write(part);
      }
      write("\t");
      token("'b'");
      blank();
    }

    private void literal() {
      tokens(one(LITERALS));
    }

    private void tokens(String... written) {
      for (String token : written) {
        token(token);
        blank();
      }
    }

    private void token(String written) {
      expect(written, true);
      write(written);
    }

    private void parameter(String written) {
      expect("?n", false);
      write(written);
      blank();
    }

    private void replaced(String written, String... sent) {
      for (String token : sent) {
        expect(token, false);
      }
      write(written);
      blank();
    }

    private void expect(String sent, boolean exact) {
      statements.get(statements.size() - 1).add(new Expected(sent, line, column, exact));
    }

    private void blank() {
      write(one(BLANKS));
    }

    private String one(String[] some) {
      return some[random.nextInt(some.length)];
    }

    private void write(String written) {
      for (int i = 0; i < written.length(); i += Character.charCount(written.codePointAt(i))) {
        char c = written.charAt(i);
        line += c == '\r' || (c == '\n' && last != '\r') ? 1 : 0;
        column = c == '\r' || c == '\n' ? 1 : column + 1;
        last = c;
      }
      text.append(written);
    }
  }
}
