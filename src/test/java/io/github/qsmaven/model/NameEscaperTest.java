package io.github.qsmaven.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameEscaperTest {
  @Property(tries = 5000)
  void whatIsWrittenCanBeReadBack(@ForAll("names") String name, @ForAll NameEscaper sink) {
    assertThat(NameEscaper.parse(sink.of(name))).isEqualTo(name);
  }

  @Property(tries = 5000)
  void whatIsWrittenIsOneLineWithoutControls(
      @ForAll("names") String name, @ForAll NameEscaper sink) {
    assertThat(sink.of(name).lines().count()).isLessThanOrEqualTo(1);
    assertThat(sink.of(name).chars())
        .noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029);
  }

  @Property(tries = 5000)
  void noConsoleLineHoldsACommandOfACiServer(@ForAll("names") String name) {
    assertThat(NameEscaper.CONSOLE.of(name)).doesNotContain("::", "##");
  }

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> nasty =
        Arbitraries.strings()
            .withChars(":#\\nrtu,[]0A8\n\r\t\u001B\u007F\u0085\u2028\u202E\uD83D\uDE00\uD800");
    return Arbitraries.oneOf(nasty, Arbitraries.strings().all());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders",
        "Größe",
        "a.b",
        "a b",
        "\"q\"",
        "<script>",
        "::error::",
        "😀",
        "👩‍💻",
        "#x",
        "'"
      })
  void theFileShowsAnOrdinaryNameAsItIs(String name) {
    assertThat(NameEscaper.FILE.of(name)).isEqualTo(name);
  }

  @Test
  void controlsAndBackslashesAreEscaped() {
    assertThat(NameEscaper.FILE.of("a\nb\rc\td\u001Be\\f\u0000\u0085\u2028"))
        .isEqualTo("a\\nb\\rc\\td\\u001Be\\\\f\\u0000\\u0085\\u2028");
  }

  @Test
  void theMarkOfLostCharactersIsReadOnlyAsAnEscape() {
    for (NameEscaper sink : NameEscaper.values()) {
      assertThat(sink.of("gr\uFFFDe")).isEqualTo("gr\\uFFFDe");
    }
    assertThat(NameEscaper.parse("gr\\uFFFDe")).isEqualTo("gr\uFFFDe");
    assertThatThrownBy(() -> NameEscaper.parse("gr\uFFFDe"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("lost", "LC_ALL=C.UTF-8", "write \\uFFFD");
  }

  @Test
  void halfOfASurrogatePairIsEscaped() {
    assertThat(NameEscaper.FILE.of("a\uD800b")).isEqualTo("a\\uD800b");
  }

  @ParameterizedTest
  @CsvSource({
    "::error::x, :\\u003Aerror:\\u003Ax",
    "##[error]x, #\\u0023[error]x",
    "##vso[task.complete], #\\u0023vso[task.complete]",
    "a:b, a:b"
  })
  void commandMarksAreBrokenOnTheConsole(String name, String shown) {
    assertThat(NameEscaper.CONSOLE.of(name)).isEqualTo(shown);
  }

  @Test
  void aLineThatReadsBackwardsIsNotPrintedOnTheConsole() {
    assertThat(NameEscaper.CONSOLE.of("abc\u202Etxt")).isEqualTo("abc\\u202Etxt");
    assertThat(NameEscaper.FILE.of("abc\u202Etxt")).isEqualTo("abc\u202Etxt");
  }

  @Test
  void anyCharacterMayBeWrittenByItsCode() {
    assertThat(NameEscaper.parse("\\u0023a\\u002Cb\\u0020")).isEqualTo("#a,b ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\", "a\\x", "a\\u12", "a\\uXYZW"})
  void anUnknownEscapeIsRefusedWithItsPlace(String written) {
    assertThatThrownBy(() -> NameEscaper.parse(written))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("character 2");
  }
}
