package io.github.qsmaven.report.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.NameEscaper;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes an HTML page: markup of the plugin unchanged, texts of servers and users escaped for their
 * place. {@code out} may have any encoding: a lone surrogate, which no encoding has, never reaches
 * it.
 *
 * @param out where to; left open
 */
record PageText(Writer out) {
  /** What {@code encodeURIComponent} of ECMAScript leaves as it is, besides letters and digits. */
  private static final String UNRESERVED = "-_.!~*'()";

  /** Writes markup of the plugin. */
  PageText raw(String markup) throws IOException {
    out.write(markup);
    return this;
  }

  /** Writes a number. */
  PageText number(long number) throws IOException {
    return raw(Long.toString(number));
  }

  /**
   * Writes a text of a server or a user, in its own direction whatever stands around it. An
   * invisible character, or one that changes how others look, is written as {@link
   * NameEscaper#CONSOLE} does, and marked as an escape; so a backslash needs no escape.
   */
  PageText text(String text) throws IOException {
    raw("<bdi>");
    int done = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int next = i + Character.charCount(c);
      String instead = instead(c);
      if (instead != null) {
        out.write(text, done, i - done);
        out.write(instead);
        done = next;
      }
      i = next;
    }
    out.write(text, done, text.length() - done);
    return raw("</bdi>");
  }

  /** Writes a text for a title, which contains no markup. */
  PageText title(String text) throws IOException {
    return attribute(NameEscaper.CONSOLE.of(text));
  }

  /** Writes a text without invisible characters for an attribute in double quotes. */
  PageText attribute(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.write("&amp;");
        case '<' -> out.write("&lt;");
        case '"' -> out.write("&quot;");
        default -> out.write(c);
      }
    }
    return this;
  }

  private static @Nullable String instead(int c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\\' -> null;
      default -> c >= ' ' && c <= '~' ? null : mark(c);
    };
  }

  private static @Nullable String mark(int c) {
    String character = Character.toString(c);
    String shown = NameEscaper.CONSOLE.of(character);
    return shown.equals(character) ? null : "<span class=\"esc\">" + shown + "</span>";
  }

  /** Writes the fragment that opens a table, as the script does: {@code #t=schema.table}. */
  PageText link(String schema, String table) throws IOException {
    return raw("#t=").encoded(schema, true).raw(".").encoded(table, false);
  }

  /** Writes in percent-encoding, a lone surrogate as {@code \}{@code uXXXX}. */
  private PageText encoded(String text, boolean dotsToo) throws IOException {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c == '.' && dotsToo) {
        out.write("%2E");
      } else if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
        out.write(c);
      } else if (Character.getType(c) == Character.SURROGATE) {
        out.write(String.format(Locale.ROOT, "%%5Cu%04X", c));
      } else {
        for (byte octet : Character.toString(c).getBytes(UTF_8)) {
          out.write(String.format(Locale.ROOT, "%%%02X", octet));
        }
      }
    }
    return this;
  }

  /**
   * Writes a text as JSON for a {@code <script>}: without characters that an HTML parser could take
   * for its end, a comment or a reference; null as 0, which is shorter.
   */
  PageText json(@Nullable String text) throws IOException {
    if (text == null) {
      return raw("0");
    }
    out.write('"');
    int done = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int next = i + Character.charCount(c);
      if (mustBeEscapedInJson(c)) {
        out.write(text, done, i - done);
        out.write(
            switch (c) {
              case '"' -> "\\\"";
              case '\\' -> "\\\\";
              case '\n' -> "\\n";
              default -> String.format(Locale.ROOT, "\\u%04x", c);
            });
        done = next;
      }
      i = next;
    }
    out.write(text, done, text.length() - done);
    out.write('"');
    return this;
  }

  private static boolean mustBeEscapedInJson(int c) {
    return c < ' '
        || c == '"'
        || c == '\\'
        || c == '<'
        || c == '>'
        || c == '&'
        || c == '\u2028'
        || c == '\u2029'
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
