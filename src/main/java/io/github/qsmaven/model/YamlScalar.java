package io.github.qsmaven.model;

import java.util.Locale;
import java.util.Set;

/**
 * Writes a string on one line, as a scalar that readers of YAML 1.1 and 1.2 read as that string.
 */
public enum YamlScalar {
  /** For a file: plain where no reader misreads it, otherwise in double quotes. */
  FILE,

  /**
   * For a file and a console: always in double quotes. Also escapes characters that have no shape
   * of their own and the marks of CI commands, {@code ::} and {@code ##}.
   */
  CONSOLE;

  private static final String PLAIN_INSIDE = " ._-()[],/";

  /** The words that YAML 1.1 or 1.2 reads as something other than a string. */
  private static final Set<String> RESERVED =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

  /**
   * Writes a string.
   *
   * @param text any string
   * @return the scalar
   */
  public String of(String text) {
    return this == FILE && isPlain(text) ? text : quoted(text);
  }

  private static boolean isPlain(String text) {
    return !text.isEmpty()
        && isLetter(text.codePointAt(0))
        && !text.endsWith(" ")
        && text.codePoints()
            .allMatch(c -> isLetter(c) || (c >= '0' && c <= '9') || PLAIN_INSIDE.indexOf(c) >= 0)
        && !RESERVED.contains(text.toLowerCase(Locale.ROOT));
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16).append('"');
    int previous = -1;
    for (int i = 0; i < text.length(); i += Character.charCount(previous)) {
      int c = text.codePointAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append((char) c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          boolean isMark = this == CONSOLE && c == previous && (c == ':' || c == '#');
          if (isMark || mustBeEscaped(c)) {
            out.append(String.format(Locale.ROOT, c > 0xFFFF ? "\\U%08X" : "\\u%04X", c));
          } else {
            out.appendCodePoint(c);
          }
        }
      }
      previous = c;
    }
    return out.append('"').toString();
  }

  private boolean mustBeEscaped(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      // YAML allows none of the two as it is.
      case Character.UNASSIGNED -> this == CONSOLE || c == 0xFFFE || c == 0xFFFF;
      // Unescaped, it means that characters were lost.
      case Character.OTHER_SYMBOL -> c == 0xFFFD;
      case Character.PRIVATE_USE -> this == CONSOLE;
      case Character.SPACE_SEPARATOR -> this == CONSOLE && c != ' ';
      default -> false;
    };
  }
}
