package io.github.qsmaven.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

  /** Wherever they got in, and whatever they are. */
  @Property
  void noBlankStaysInAToken(
      @ForAll @IntRange(max = 4000) int claim,
      @ForAll List<@IntRange(max = 8000) Integer> places,
      @ForAll("blanks") String blanks) {
    String token = Tokens.with("{\"a\":\"" + "x".repeat(claim) + "\"}");
    StringBuilder damaged = new StringBuilder(token);
    places.forEach(place -> damaged.insert(Math.min(place, damaged.length()), blanks));

    assertThat(clean(damaged.toString())).isEqualTo(token);
  }

  @Provide
  Arbitrary<String> blanks() {
    return Arbitraries.strings()
        .withChars(" \t\r\n\f\u00A0\u2003\u2028\u3000\u200B\u200D\u2060\uFEFF\u00AD")
        .ofMaxLength(6);
  }

  @Property
  void whatHasNoBlanksStays(@ForAll @CharRange(from = '!', to = '~') String password) {
    assertThat(clean(password)).isEqualTo(password);
  }

  @Test
  void invisibleCharactersAroundGo() {
    assertThat(clean("\uFEFF\u00A0correct horse\u200B\n")).isEqualTo("correct horse");
    assertThat(clean("\u200B\u00A0 \n")).isEmpty();
  }

  private static @Nullable PastingMistake mistake(String pasted) {
    return PastedPassword.of(pasted).mistake();
  }

  @ParameterizedTest
  @ValueSource(strings = {"••••••••", "********", "●●●●", " ***\n"})
  void knowsTheMask(String pasted) {
    assertThat(mistake(pasted)).isEqualTo(PastingMistake.MASK);
  }

  @Test
  void knowsAnExpressionThatNothingResolved() {
    assertThat(mistake("${env.QS_PASSWORD}")).isEqualTo(PastingMistake.UNRESOLVED);
    assertThat(mistake("${env.QS_ID}:${env.QS_CREDENTIAL}")).isEqualTo(PastingMistake.UNRESOLVED);
    assertThat(mistake("x${env.QS_ID}")).isEqualTo(PastingMistake.UNRESOLVED);
    assertThat(mistake("p{w}&<x>$1${y}")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"${}", "x${env.}", "${env.X", "${a{b}"})
  void anExpressionWithoutANameOrAnEndIsPartOfThePassword(String password) {
    assertThat(mistake(password)).isNull();
    assertThat(clean(password)).isEqualTo(password);
  }

  /** The quick look at an ordinary password must not pass over what the closer one would find. */
  @Property
  void theQuickLookAgreesWithTheCloserOne(@ForAll("parts") String password) {
    assertThat(PastedPassword.of(password).mistake()).isEqualTo(PastingMistake.in(password));
  }

  @Provide
  Arbitrary<String> parts() {
    return Arbitraries.of(
            "4F2611B8613AA3670A495E55",
            "@techacct.adobe.com",
            "3d182fa9e0b54f33a7881305c06203ee",
            Tokens.with("{}"),
            Tokens.HEADER,
            "eyJhbGciOiJSUzI1NiJ9",
            "technicalAccountId",
            "credential",
            "Bearer",
            "PASSWORD",
            "${env.X}",
            "${x}",
            "${}",
            ":",
            "=",
            ".",
            "{",
            "}",
            "\"",
            "\u201C",
            "\u2022",
            "*",
            "a")
        .list()
        .ofMinSize(1)
        .ofMaxSize(7)
        .map(parts -> String.join("", parts));
  }
}
