package io.github.qsmaven.model;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Escapes a name that a server or a user chose, for lines that people and other programs read.
 * PostgreSQL allows any character but NUL in an identifier, so a name may contain line feeds,
 * terminal escapes, or commands of a CI server.
 */
public enum NameEscaper {
  /**
   * For a file with one name a line. Writes control characters, line and paragraph separators, lone
   * surrogates and U+FFFD as {@code \n}, {@code \t}, {@code \r} or {@code \}{@code uXXXX}, and a
   * backslash as {@code \\}. {@link #parse} reads it back.
   */
  FILE,

  /**
   * For a console. Escapes as {@link #FILE} does, and also bidirectional controls, which can make a
   * line look like another, and the marks by which CI servers find commands anywhere in a line:
   * {@code ::} (GitHub Actions), {@code ##[} and {@code ##vso[} (GitHub's older form, Azure
   * Pipelines). {@link #parse} reads it back.
   */
  CONSOLE;

  private static final Pattern ESCAPE =
      Pattern.compile("\\\\(u([0-9A-Fa-f]{4})|.?)", Pattern.DOTALL);

  /**
   * Escapes a name.
   *
   * @param name any string
   * @return the name on one line
   */
  public String of(String name) {
    if (isPlain(name)) {
      return name;
    }
    StringBuilder out = new StringBuilder(name.length() + 16);
    int previous = -1;
    for (int i = 0; i < name.length(); i += Character.charCount(previous)) {
      int c = name.codePointAt(i);
      append(out, c, c == previous);
      previous = c;
    }
    return out.toString();
  }

  /**
   * Escapes a name and puts it in double quotes, for the middle of a sentence.
   *
   * @param name any string
   * @return the name on one line
   */
  public String quoted(String name) {
    return '"' + of(name) + '"';
  }

  /**
   * Escapes a path, with {@code /} between the folders: the backslashes of Windows would be
   * escaped.
   *
   * @param path any path
   * @return the path on one line
   */
  public String of(Path path) {
    return of(slashed(path));
  }

  /**
   * A path with {@code /} between the folders, as contracts, git and CI servers write it.
   *
   * @param path any path
   * @return the path, not escaped
   */
  public static String slashed(Path path) {
    return path.toString().replace(path.getFileSystem().getSeparator(), "/");
  }

  /** True of nearly all names, of which there may be a hundred thousand. */
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
        boolean isMark = this == CONSOLE && repeats && (c == ':' || c == '#');
        if (isMark || mustBeEscaped(c)) {
          out.append(String.format(Locale.ROOT, "\\u%04X", c));
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }

  private boolean mustBeEscaped(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      case Character.FORMAT -> this == CONSOLE && isBidirectionalControl(c);
      // Unescaped, it means that characters were lost.
      case Character.OTHER_SYMBOL -> c == 0xFFFD;
      default -> false;
    };
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
   * Reads an escaped name, so that a line of a report can serve as an expectation.
   *
   * @param written the name as {@link #of} writes it
   * @return the name
   * @throws IllegalArgumentException if a backslash does not start an escape, or characters were
   *     lost; the message says where, or what to do
   */
  public static String parse(String written) {
    if (new ReceivedText(written).isDamaged()) {
      throw new IllegalArgumentException(
          "characters of a name were lost, which U+FFFD stands for; "
              + ReceivedText.ADVICE
              + " If a name contains U+FFFD, write \\uFFFD");
    }
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
                      + " does not start an escape; write a backslash as \\\\");
            }
            yield Character.toString((char) Integer.parseInt(escape.group(2), 16));
          }
        };
    return Matcher.quoteReplacement(character);
  }
}
