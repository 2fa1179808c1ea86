package io.github.qsmaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkedLineTest {
  private static Finding finding(String line, int column, int length) {
    return SqlReports.finding(FindingCode.SQL_REJECTED, SqlReports.FIRST, 3, column, length, line);
  }

  private static MarkedLine marked(String line, int column, int length) {
    return MarkedLine.of(finding(line, column, length), MarkedLine.CONSOLE).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "  o.totl,!3!6!  ^^^^^^",
        "SELECT x!8!1!       ^",
        "SELECT 1 +!11!1!          ^",
        "a\tb\tc!5!1! \t \t^",
        "'表' x!5!1!     ^",
        "'表' x!2!1! ^^",
        "'ｶ' x!5!1!    ^",
        "'😀' x!5!1!     ^",
        "'é' x!5!1!    ^",
        "a::text!4!4!   ^^^^",
        "E'\\d' x!7!1!      ^",
        "'\u0007' x!5!1!         ^",
        "'\u202E' x!2!1! ^^^^^^",
        "##[x!4!1!        ^"
      })
  void theCaretsAreUnderWhatIsMarked(String line, int column, int length, String carets) {
    assertThat(marked(line, column, length).carets()).isEqualTo(carets);
  }

  @Test
  void aMarkedTabHasACaretAndACombiningCharacterNone() {
    assertThat(marked("a\tb", 2, 1).carets()).isEqualTo(" ^");
    assertThat(marked("e\u0301x", 1, 3).carets()).isEqualTo("^^");
  }

  @Test
  void aLongLineIsCutAroundTheMark() {
    String line = "a".repeat(500_000) + "MARK" + "😀".repeat(500_000);
    MarkedLine marked = marked(line, 500_001, 4);

    assertThat(marked.shown()).isEqualTo("..." + "a".repeat(33) + "MARK" + "😀".repeat(63) + "...");
    assertThat(marked.carets()).isEqualTo(" ".repeat(36) + "^^^^");
    assertThat(marked.column()).isEqualTo(500_001 - 33);
    assertThat(marked("b".repeat(150), 149, 2).shown()).isEqualTo("..." + "b".repeat(100));
    assertThat(marked("b".repeat(150), 1, 150).shown()).isEqualTo("b".repeat(100) + "...");
    assertThat(marked("b".repeat(150), 1, Integer.MAX_VALUE).carets()).hasSize(100);
  }

  @Test
  void whatCanHarmATerminalOrACiServerIsEscaped() {
    assertThat(marked("\u001B[31m ##vso[x]y ##[error] \u202E\u0085\uD800 a::b \\", 1, 1).shown())
        .isEqualTo("\\u001B[31m #\\u0023vso[x]y #\\u0023[error] \\u202E\\u0085\\uD800 a::b \\");
  }

  @Test
  void withoutALineThereIsNone() {
    assertThat(MarkedLine.of(CheckReports.missing("t", "c"), 9)).isEmpty();
    assertThat(MarkedLine.of(finding("", 1, 1), 9)).isEmpty();
  }

  /** A line of any characters stays one line, and what is marked is what the place says. */
  @Property(tries = 500)
  void anyLine(
      @ForAll @StringLength(min = 1, max = 300) String text,
      @ForAll @IntRange(min = 1, max = 310) int column,
      @ForAll @IntRange(min = 1, max = 20) int length) {
    String line = "|" + text;
    MarkedLine marked = marked(line, column, length);

    assertThat(marked.shown() + marked.carets())
        .doesNotContain("\n", "\r", "\u001B", "##", "\u202E")
        .contains("^");
    int[] points = line.codePoints().toArray();
    int from = Math.min(column - 1, points.length);
    int end = Math.min(from + length, points.length);
    assertThat(marked.marked())
        .isEqualTo(new String(points, from, Math.min(end, marked.column() - 1 + 100) - from));
    assertThat(line).contains(marked.text());
  }
}
