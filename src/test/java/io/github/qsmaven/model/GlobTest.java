package io.github.qsmaven.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource({
    "orders, orders",
    "luma_*, luma\\_%",
    "a?c, a_c",
    "100%, 100\\%",
    "a\\b, a\\\\b",
    "[a], [a]"
  })
  void becomesAPatternOfLike(String glob, String like) {
    assertThat(new Glob(glob).toLike()).isEqualTo(like);
  }

  @Test
  void onlyADotBringsInTheSchema() {
    assertThat(new Glob("sales.*").hasDot()).isTrue();
    assertThat(new Glob("sales*").hasDot()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "orders, orders, true",
    "orders, Orders, false",
    "luma_*, luma_midvalues, true",
    "luma_*, lumaXmidvalues, false",
    "a?c, a😀c, true",
    "a?c, ac, false",
    "(a|b)*, (a|b)c, true",
    "(a|b)*, ac, false",
    "sales.*, orders, true",
    "sales.o*, orders, true",
    "other.*, orders, false",
    "a.b, a.b, true"
  })
  void matchesWhatLikeWould(String glob, String name, boolean matches) {
    assertThat(new Glob(glob).matches(new TableName("sales", name))).isEqualTo(matches);
  }

  @Test
  void matchesANameOfTwoLines() {
    assertThat(new Glob("a*b").matches(new TableName("s", "a\nb"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "*, orders.id, true",
    "orders.*, orders.id, true",
    "orders, orders.id, false",
    "*.id, sales.orders.id, true",
    "o*s.*d, orders.id, true",
    "o*s.*d, orders.idx, false",
    "*a*b, xaxbxb, true",
    "?, 😀, true",
    "a*b?c, a*b?c, true",
    "lines[].*, lines[].sku, true"
  })
  void matchesTheWholeOfAText(String glob, String text, boolean matches) {
    assertThat(new Glob(glob).matches(text)).isEqualTo(matches);
  }

  @Test
  void manyStarsTakeNoTime() {
    assertThat(new Glob("*a".repeat(50) + "b").matches("a".repeat(5_000))).isFalse();
  }

  @Test
  void anExcludeWins() {
    NameFilter filter = new NameFilter(List.of(new Glob("a*")), List.of(new Glob("*z")));

    assertThat(filter.selects(new TableName("s", "ab"))).isTrue();
    assertThat(filter.selects(new TableName("s", "az"))).isFalse();
    assertThat(filter.selects(new TableName("s", "b"))).isFalse();
    assertThat(NameFilter.ALL.selects(new TableName("s", "b"))).isTrue();
  }

  @Test
  void isNotEmpty() {
    assertThatThrownBy(() -> new Glob("")).isInstanceOf(IllegalArgumentException.class);
  }

  /** A product of 5,000 patterns and 10,000 texts. */
  @ParameterizedTest
  @ValueSource(strings = {"*_", "*a*b*c", "schema.*.x"})
  void thousandsOfPatternsAreComparedWithThousandsOfTexts(String start) {
    List<Glob> globs = IntStream.range(0, 5_000).mapToObj(i -> new Glob(start + i)).toList();

    long matching =
        assertTimeoutPreemptively(
            Duration.ofSeconds(60),
            () ->
                IntStream.range(0, 10_000)
                    .mapToObj(i -> "schema.abcabcabcabcabcabcabcabcabcabcabcabc.x" + i)
                    .mapToLong(text -> globs.stream().filter(glob -> glob.matches(text)).count())
                    .sum());

    assertThat(matching).isEqualTo(start.equals("schema.*.x") ? 5_000 : 0);
  }

  @Test
  void theEndIsComparedByCharactersAndWildcards() {
    assertThat(new Glob("a*b?").matches("axb😀")).isTrue();
    assertThat(new Glob("*😀").matches("a😀")).isTrue();
    assertThat(new Glob("bab").matches("ab")).isFalse();
    assertThat(new Glob("ab").matches("bab")).isFalse();
    assertThat(new Glob("*ab").matches("ab")).isTrue();
    assertThat(new Glob("ab").matches("")).isFalse();
  }
}
