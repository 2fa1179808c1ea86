package io.github.qsmaven.contract;

import java.util.Locale;
import java.util.Set;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Writes strings as scalars of YAML 1.2 that also a reader of YAML 1.1 takes for strings: plain
 * where nothing could be misread, else in double quotes, on one line.
 */
final class YamlText {
  private static final String PLAIN_INSIDE = " ._-()[],/";

  /** What YAML 1.1 or 1.2 takes for something else than a string. */
  private static final Set<String> RESERVED =
      Set.of("true", "false", "yes", "no", "on", "off", "y", "n", "null");

  private YamlText() {}

  /**
   * A string as a scalar.
   *
   * @param text any string; half of a surrogate pair, which no file can hold, becomes U+FFFD
   */
  static String of(String text) {
    return isPlain(text) ? text : quoted(text);
  }

  private static boolean isPlain(String text) {
    if (text.isEmpty() || !isLetter(text.charAt(0)) || text.endsWith(" ")) {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLetter(c) && !(c >= '0' && c <= '9') && PLAIN_INSIDE.indexOf(c) < 0) {
        return false;
      }
    }
    return !RESERVED.contains(text.toLowerCase(Locale.ROOT));
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16).append('"');
    text.codePoints().forEach(c -> append(out, c));
    return out.append('"').toString();
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        int type = Character.getType(c);
        if (type == Character.SURROGATE) {
          out.append('\uFFFD');
        } else if (mustBeEscaped(c, type)) {
          out.append(String.format(Locale.ROOT, c > 0xFFFF ? "\\U%08X" : "\\u%04X", c));
        } else {
          out.appendCodePoint(c);
        }
      }
    }
  }

  /** What YAML does not allow as it is, what ends a line, and what nobody sees. */
  private static boolean mustBeEscaped(int c, int type) {
    return !StreamReader.isPrintable(c)
        || type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.FORMAT;
  }
}
