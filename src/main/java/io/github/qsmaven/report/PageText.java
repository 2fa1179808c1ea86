package io.github.qsmaven.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.NameEscaper;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes an HTML page: what is ours as it is, what others chose escaped for its place. The encoding
 * of {@code out} may be any: a lone surrogate, which none can write, never reaches it.
 *
 * @param out where to; left open
 */
record PageText(Writer out) {
  /** What {@code encodeURIComponent} of ECMAScript leaves as it is, besides letters and digits. */
  private static final String UNRESERVED = "-_.!~*'()";

  /** Markup of ours. */
  PageText raw(String markup) throws IOException {
    out.write(markup);
    return this;
  }

  /** A number. */
  PageText number(long number) throws IOException {
    return raw(Long.toString(number));
  }

  /**
   * A text of others, in its own direction whatever stands around it. A character that is not seen,
   * or that changes how others are seen, is written as {@link NameEscaper#CONSOLE} does, and marked
   * as not being the text's own; so a backslash needs no other.
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

  /** The same for a title, which holds no markup. */
  PageText title(String text) throws IOException {
    return attribute(NameEscaper.CONSOLE.of(text));
  }

  /** A text for an attribute in double quotes, without what is not seen. */
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

  /** The fragment that opens a table: {@code #t=schema.table}, as the page's script makes it. */
  PageText link(String schema, String table) throws IOException {
    return raw("#t=").encoded(schema, true).raw(".").encoded(table, false);
  }

  /** In percent-encoding, a lone surrogate as {@code \}{@code uXXXX}. */
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
   * A text as JSON for a {@code <script>}: without what an HTML parser could take for the end of
   * it, a comment or a reference; null as 0, which is shorter.
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
