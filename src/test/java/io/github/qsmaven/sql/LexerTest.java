package io.github.qsmaven.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LexerTest {
  private static String kinds(SqlDialect dialect, String text) {
    return new Lexer(dialect)
        .tokens(text).stream()
            .filter(token -> token.kind() != TokenKind.BLANK)
            .map(token -> token.kind() + "<" + token.of(text) + ">")
            .collect(Collectors.joining(" "));
  }

  private static String spelled(SqlDialect dialect, String text, TokenKind kind) {
    return new Lexer(dialect)
        .tokens(text).stream()
            .filter(token -> token.kind() == kind)
            .map(token -> token.of(text))
            .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '%',
      value = {
        "/* a /* b */ c */x → COMMENT</* a /* b */ c */> WORD<x>",
        "/* a → OTHER</* a>",
        "-- a;b → COMMENT<-- a;b>",
        "'it''s'x → STRING<'it''s'> WORD<x>",
        "'a\\'x → STRING<'a\\'> WORD<x>",
        "E'a\\'b'x → STRING<E'a\\'b'> WORD<x>",
        "U&'d\\0061' → STRING<U&'d\\0061'>",
        "U&\"d\" → QUOTED_NAME<U&\"d\">",
        "b'1' X'1F' N'n' → STRING<b'1'> STRING<X'1F'> STRING<N'n'>",
        "'a → STRING<'a>",
        "\"a\"\"b\" → QUOTED_NAME<\"a\"\"b\">",
        "$$ it's $$x → STRING<$$ it's $$> WORD<x>",
        "$a$ $$ ; $a$x → STRING<$a$ $$ ; $a$> WORD<x>",
        "$a$ $b$ → STRING<$a$ $b$>",
        "a$b$c → WORD<a$b$c>",
        "größe → WORD<größe>",
        "1.5e3 1_000 0x1F .5 1e-2 → NUMBER<1.5e3> NUMBER<1_000> NUMBER<0x1F> NUMBER<.5> NUMBER<1e-2>",
        "1..2 → NUMBER<1> OPERATOR<..> NUMBER<2>",
        "1e → NUMBER<1> WORD<e>",
        "a::b → WORD<a> OPERATOR<::> WORD<b>",
        "a := 1 → WORD<a> OPERATOR<:=> NUMBER<1>",
        "{{ f({'a': {'b': 1}}, '}}') }}x → PLACEHOLDER<{{ f({'a': {'b': 1}}, '}}') }}> WORD<x>",
        "{{- config(a='}}') }} → TEMPLATE<{{- config(a='}}') }}>",
        "{% if x %}{# y #} → TEMPLATE<{% if x %}> TEMPLATE<{# y #}>",
        "{{ a → OTHER<{> OTHER<{> WORD<a>",
        "\\set x 1 → PSQL<\\set x 1>",
        "1\\; → NUMBER<1> PSQL<\\> PUNCTUATION<;>",
      })
  void postgresql(String text, String expected) {
    assertThat(kinds(SqlDialect.POSTGRESQL, text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '%',
      value = {
        "a =-1 → = -",
        "a <>-1 → <> -",
        "a *-1 → * -",
        "a @-1 → @-",
        "a +--b → +",
        "a */*b*/ c → *",
        "a -> 'x' ->> 'y' → -> ->>",
        "a #>> b #- c @> d @@ e <@ f → #>> #- @> @@ <@",
        "a ? 'b' → ?",
        "a ?| b ?& c ?? d → ?| ?& ??",
        "a ??| array['b'] → ??|",
        "a ?? ? → ??",
        "a ? ? → ?",
        "a @? '$.b' → @?",
        "(a) ? 'b' → ?",
        "a ?<@ b and c ^? d and e ?~ f and g ?-| h → ?<@ ^? ?~ ?-|",
        "a[1:n] → :",
        "a[b:c] → :",
        "x #b → #",
        "a ~* b !~~ c → ~* !~~",
      })
  void operatorsAreAsLongAsPostgresqlReadsThem(String text, String expected) {
    assertThat(spelled(SqlDialect.POSTGRESQL, text, TokenKind.OPERATOR)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '%',
      value = {
        "id=? and x >= ?-1 → ? ?",
        "values (?,?::int, ?) → ? ? ?",
        "limit ? offset ? → ? ?",
        "between ? and ? → ? ?",
        "?||'x' like ? → ? ?",
        "interval ? day, fetch first ? rows → ?",
        "case when ? then ? else ? end → ? ? ?",
        "a ? ?, b = ? /* x */ order → ? ?",
        "a=:b and c::d = :'e' or :\"f\" → :b :'e' :\"f\"",
        "a[:n] → :n",
        "id>@v and @@x and a <@b and @abs(x) → @v",
        "a > #t and b=#t → #t #t",
        "$1 $12 ${a.b} #{c,jdbcType=INT} $d → $1 $12 ${a.b} #{c,jdbcType=INT} $d",
        "${a:${b}} → ${a:${b}}",
        "x=#{y} and x=${z} and {{ w }} → #{y} ${z} {{ w }}",
      })
  void placeholders(String text, String expected) {
    assertThat(spelled(SqlDialect.POSTGRESQL, text, TokenKind.PLACEHOLDER)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '%',
      value = {
        "`a;b` → QUOTED_NAME<`a;b`>",
        "# a;b → COMMENT<# a;b>",
        "a > #b → WORD<a> OPERATOR<>> PLACEHOLDER<#b>",
        "$$ BEGIN #a; → BLOCK<$$> WORD<BEGIN> COMMENT<#a;>",
        "$$BEGIN END$$; → BLOCK<$$> WORD<BEGIN> WORD<END> BLOCK<$$> PUNCTUATION<;>",
        "$$ a $$ → STRING<$$ a $$>",
        "AS $$ BEGIN $$ → WORD<AS> STRING<$$ BEGIN $$>",
      })
  void queryService(String text, String expected) {
    assertThat(kinds(SqlDialect.QUERY_SERVICE, text)).isEqualTo(expected);
  }

  @Test
  void dataOfACopyIsNoSql() {
    String text = "COPY t FROM STDIN;\n1\tit's\n\\.\nSELECT 1";

    assertThat(spelled(SqlDialect.POSTGRESQL, text, TokenKind.PSQL)).isEqualTo("\n1\tit's\n\\.");
    assertThat(spelled(SqlDialect.POSTGRESQL, text, TokenKind.NUMBER)).isEqualTo("1");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "'",
            "\"",
            "`",
            "$",
            "$$",
            "$a$",
            "$1",
            "E'",
            "\\",
            "/*",
            "*/",
            "--",
            "#",
            "?",
            "??",
            ":",
            "::",
            "@",
            "{",
            "}",
            "{{",
            "}}",
            "{%",
            "%}",
            "${",
            "a",
            "BEGIN",
            "END",
            "CASE",
            "COPY",
            "FROM",
            "STDIN",
            "IF",
            "THEN",
            "CREATE",
            "FUNCTION",
            "RULE",
            "ATOMIC",
            "1",
            ".",
            ";",
            "(",
            ")",
            "[",
            "]",
            " ",
            "\n",
            "\r\n",
            "\t",
            "+",
            "-",
            "=",
            "/",
            "\uD83D\uDE42",
            "\uD83D",
            "\uDE42",
            "\0",
            "ß",
            "\n\\.\n")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  @Property
  void tokensCoverTheTextWithoutGaps(@ForAll("texts") String text, @ForAll SqlDialect dialect) {
    List<Token> tokens = new Lexer(dialect).tokens(text);

    int end = 0;
    for (Token token : tokens) {
      assertThat(token.start()).isEqualTo(end);
      assertThat(token.end()).isGreaterThan(end);
      end = token.end();
    }
    assertThat(end).isEqualTo(text.length());
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLostAtAnyCharacter(SqlDialect dialect) {
    for (int c = 0; c <= 0xFFFF; c++) {
      String text = (char) c + "x";
      assertThat(new Lexer(dialect).tokens(text).stream().mapToInt(Token::end).max()).hasValue(2);
    }
  }
}
