package io.github.qsmaven.report;

import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SqlExcerpt;
import java.util.Optional;

/**
 * The line of a file of SQL that a finding is about, or the part of it around the marked
 * characters. The parts are as the user wrote them, so to be escaped.
 *
 * @param number the number of the line in its file
 * @param column the column of the first character of the part, from 1, in code points
 * @param before what stands before the marked characters
 * @param marked the marked characters; empty if the place is the end of the line
 * @param after what stands after them
 * @param cutBefore whether characters of the line were left out before the part
 * @param cutAfter whether characters of the line were left out after it
 */
public record MarkedLine(
    int number,
    int column,
    String before,
    String marked,
    String after,
    boolean cutBefore,
    boolean cutAfter) {
  /** How many characters of a line fit on a console, in code points. */
  public static final int CONSOLE = 100;

  private static final String CUT = "...";
  private static final int FIRST_WIDE = 0x1100;

  /** The wide characters of UAX 11, block by block, from and to. */
  private static final int[] WIDE = {
    FIRST_WIDE,
    0x115F,
    0x2E80,
    0x303E,
    0x3041,
    0xA4CF,
    0xA960,
    0xA97C,
    0xAC00,
    0xD7A3,
    0xF900,
    0xFAFF,
    0xFE30,
    0xFE6F,
    0xFF01,
    0xFF60,
    0xFFE0,
    0xFFE6,
    0x16FE0,
    0x18DFF,
    0x1B000,
    0x1B2FF,
    0x1F300,
    0x1F64F,
    0x1F680,
    0x1F6FF,
    0x1F900,
    0x1FAFF,
    0x20000,
    0x3FFFD
  };

  /**
   * Finds the line of a finding.
   *
   * @param finding any finding
   * @param most how many characters of the line to take at most, in code points
   * @return empty if the finding is not about a place in a statement
   */
  public static Optional<MarkedLine> of(Finding finding, int most) {
    SqlExcerpt sql = finding.sql();
    SourcePosition at = finding.at();
    return sql == null || at == null || sql.line(at.line()).isBlank()
        ? Optional.empty()
        : Optional.of(of(sql.line(at.line()), at, sql.length(), most));
  }

  private static MarkedLine of(String line, SourcePosition at, int length, int most) {
    int all = line.codePointCount(0, line.length());
    int mark = Math.min(at.column() - 1, all);
    // A third before the mark, since what follows it says more; all of the rest if there is room.
    int from = Math.max(0, Math.min(mark - most / 3, all - most));
    int end = Math.min(all, from + most);
    int markEnd = (int) Math.min((long) mark + length, end);
    int first = line.offsetByCodePoints(0, from);
    int marked = line.offsetByCodePoints(first, mark - from);
    int after = line.offsetByCodePoints(marked, markEnd - mark);
    int last = line.offsetByCodePoints(after, end - markEnd);
    return new MarkedLine(
        at.line(),
        from + 1,
        line.substring(first, marked),
        line.substring(marked, after),
        line.substring(after, last),
        from > 0,
        end < all);
  }

  /** The part of the line, not escaped. */
  public String text() {
    return before + marked + after;
  }

  /** The part of the line for a console, and where it was cut. */
  public String shown() {
    return (cutBefore ? CUT : "") + escaped(text()) + (cutAfter ? CUT : "");
  }

  /** Carets that stand below the marked characters of {@link #shown}. */
  public String carets() {
    String shown = escaped(text());
    String start = escaped(before);
    String end = escaped(before + marked);
    return (cutBefore ? " ".repeat(CUT.length()) : "")
        + below(shown.substring(0, start.length()), ' ')
        + atLeastOne(below(shown.substring(start.length(), end.length()), '^'));
  }

  private static String atLeastOne(String carets) {
    return carets.indexOf('^') < 0 ? "^" : carets;
  }

  /** As many characters as a text is wide; tabs stay, so that both lines jump alike. */
  private static String below(String shown, char mark) {
    StringBuilder out = new StringBuilder();
    shown
        .codePoints()
        .forEach(c -> out.append(c == '\t' ? "\t" : String.valueOf(mark).repeat(width(c))));
    return out.toString();
  }

  /** How many cells of a console a character takes. */
  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    for (int i = 0; c >= FIRST_WIDE && i < WIDE.length; i += 2) {
      if (c >= WIDE[i] && c <= WIDE[i + 1]) {
        return 2;
      }
    }
    return 1;
  }

  /**
   * Escapes a part of a line as {@link NameEscaper#CONSOLE} does, but leaves what SQL is full of:
   * tabs, backslashes, and {@code ::}, which is a command of a CI server at the start of a line
   * only.
   */
  static String escaped(String code) {
    StringBuilder out = new StringBuilder(code.length());
    int previous = -1;
    for (int i = 0; i < code.length(); i += Character.charCount(previous)) {
      int c = code.codePointAt(i);
      if (c == '\t' || c == '\\') {
        out.appendCodePoint(c);
      } else if (c == '#' && c == previous) {
        out.append("\\u0023");
      } else {
        out.append(NameEscaper.CONSOLE.of(Character.toString(c)));
      }
      previous = c;
    }
    return out.toString();
  }
}
