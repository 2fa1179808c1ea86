package io.github.qsmaven.connection;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PastedPasswordTest {
  private static String clean(String pasted) {
    return PastedPassword.of(pasted).secret().value();
  }

  @Property
  void aTokenBrokenOverLinesIsJoined(
      @ForAll("tokens") String token, @ForAll("breaks") String broken) {
    int half = token.length() / 2;

    assertThat(clean(broken + token.substring(0, half) + broken + token.substring(half) + broken))
        .isEqualTo(token);
  }

  @Provide
  Arbitrary<String> tokens() {
    return Arbitraries.strings()
        .alpha()
        .numeric()
        .withChars("._-:+/=")
        .ofMinLength(2)
        .ofMaxLength(16_384);
  }

  @Provide
  Arbitrary<String> breaks() {
    return Arbitraries.of("\n", "\r\n", "  \n  ", "\t\r\n\t", "\n\n\n");
  }

  @Test
  void blanksInsideStay() {
    assertThat(clean("  correct horse  battery ")).isEqualTo("correct horse  battery");
  }

  @Test
  void tellsWhetherItRepairedAnything() {
    assertThat(PastedPassword.of("abc").repaired()).isFalse();
    assertThat(PastedPassword.of("abc\n").repaired()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"••••••••", "********", "●●●●", " ***\n"})
  void knowsTheMask(String pasted) {
    assertThat(PastedPassword.of(pasted).masked()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"a***,false", "***b,false", "abc,false"})
  void aStarInAPasswordIsNoMask(String pasted, boolean masked) {
    assertThat(PastedPassword.of(pasted).masked()).isEqualTo(masked);
  }

  @Test
  void knowsAnExpressionThatNothingResolved() {
    assertThat(PastedPassword.of("${env.QS_PASSWORD}").unresolved()).isTrue();
    assertThat(PastedPassword.of("${env.QS_ID}:${env.QS_CREDENTIAL}").unresolved()).isTrue();
    assertThat(PastedPassword.of("p{w}&<x>$1${y}").unresolved()).isFalse();
    assertThat(PastedPassword.of("a{b}c").unresolved()).isFalse();
  }
}
