package io.github.qsmaven.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @Test
  void isNotEmpty() {
    assertThatThrownBy(() -> new Glob("")).isInstanceOf(IllegalArgumentException.class);
  }
}
