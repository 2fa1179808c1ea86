package io.github.qsmaven.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeveralNamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"a,b", "a, b", " a ;b", "a\n  b", "a,,b,", ",a\r\nb"})
  void twoNamesAreNamed(String text) {
    assertThat(new SeveralNames(text).why())
        .isEqualTo("it holds two names, a and b; write each in an element or a line of its own");
  }

  @Test
  void moreAreCounted() {
    assertThat(new SeveralNames("sales.a,b c,d").why())
        .startsWith("it holds 3 names, sales.a, b c and d; ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a b", "a.b", ",a", "a,", ",", "a-b", "a|b"})
  void oneNameIsOne(String text) {
    assertThat(new SeveralNames(text).why()).isEmpty();
  }
}
