package io.github.qsmaven.model;

import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a name that a server or a user chose is written where lines are read by people and by other
 * programs. PostgreSQL allows any character but NUL in an identifier, so a name may hold line
 * feeds, terminal escapes, or what a CI server takes for a command.
 */
public enum NameEscaper {
  /**
   * One name, one line: control characters, line and paragraph separators and lone surrogates as
   * {@code \n}, {@code \t}, {@code \r} or {@code \}{@code uXXXX}, a backslash as {@code \\},
   * nothing else. {@link #parse} reads it back.
   */
  FILE,

  /**
   * As {@link #FILE}, and bidirectional controls, which can make a line read as another, and the
   * marks by which CI servers find commands in a log: {@code ::} (GitHub Actions), {@code ##[} and
   * {@code ##vso[} (GitHub's older form, Azure Pipelines; both are found anywhere in a line).
   * {@link #parse} reads it back as well.
   */
  CONSOLE;

  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(u([0-9A-Fa-f]{4})|.?)", Pattern.DOTALL);

  /**
   * Writes a name.
   *
   * @param name any string
   * @return the name on one line
   */
  public String of(String name) {
    if (isPlain(name)) {
      return name;
    }
    StringBuilder out = null;
    for (int i = 0; i < name.length(); ) {
      int c = name.codePointAt(i);
      int width = Character.charCount(c);
      boolean repeats = i > 0 && name.charAt(i - 1) == c;
      if (out == null && (mustBeEscaped(c) || isCommandMark(c, repeats))) {
        out = new StringBuilder(name.length() + 16).append(name, 0, i);
      }
      if (out != null) {
        append(out, c, repeats);
      }
      i += width;
    }
    return out == null ? name : out.toString();
  }

  /**
   * Writes a name between quotes, for the middle of a sentence.
   *
   * @param name any string
   * @return the name on one line
   */
  public String quoted(String name) {
    return '"' + of(name) + '"';
  }

  /** Nearly every name is; a hundred thousand of them are looked at more than once. */
  private static boolean isPlain(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || c > '~' || c == '\\' || c == ':' || c == '#') {
        return false;
      }
    }
    return true;
  }

  private void append(StringBuilder out, int c, boolean repeats) {
    switch (c) {
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (mustBeEscaped(c) || isCommandMark(c, repeats)) {
          out.append(String.format(Locale.ROOT, "\\u%04X", c));
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }

  private boolean mustBeEscaped(int c) {
    if (c == '\\') {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      case Character.FORMAT -> this == CONSOLE && isBidirectionalControl(c);
      default -> false;
    };
  }

  private boolean isCommandMark(int c, boolean repeats) {
    return this == CONSOLE && repeats && (c == ':' || c == '#');
  }

  /** Unicode's property Bidi_Control (UAX 9). */
  private static boolean isBidirectionalControl(int c) {
    return c == 0x061C
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }

  /**
   * Reads a name as {@link #of} wrote it, so that a line of a report can serve as an expectation.
   *
   * @param written the written name
   * @return the name
   * @throws IllegalArgumentException if a backslash starts nothing that {@link #of} writes; the
   *     message says where
   */
  public static String parse(String written) {
    return ESCAPE.matcher(written).replaceAll(NameEscaper::unescaped);
  }

  private static String unescaped(MatchResult escape) {
    String character =
        switch (escape.group(1)) {
          case "n" -> "\n";
          case "r" -> "\r";
          case "t" -> "\t";
          case "\\" -> "\\";
          default -> {
            if (escape.group(2) == null) {
              throw new IllegalArgumentException(
                  "the backslash at character "
                      + (escape.start() + 1)
                      + " starts no escape (a backslash is written \\\\)");
            }
            yield Character.toString((char) Integer.parseInt(escape.group(2), 16));
          }
        };
    return Matcher.quoteReplacement(character);
  }
}
