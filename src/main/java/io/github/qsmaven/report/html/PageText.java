package io.github.qsmaven.report.html;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.report.Escaping;
import io.github.qsmaven.report.PercentEncoding;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes an HTML page: markup of the plugin unchanged, texts of servers and users escaped for their
 * place. The page is in UTF-8; a lone surrogate, which UTF-8 does not have, never reaches it.
 */
final class PageText {
  /** In characters; a part of the page may be longer. */
  private static final int BUFFER = 1 << 16;

  /** What {@code encodeURIComponent} of ECMAScript leaves as it is. */
  private static final PercentEncoding NAME = new PercentEncoding("-_.!~*'()");

  /** The same without the dot, which separates the schema from the table. */
  private static final PercentEncoding SCHEMA = new PercentEncoding("-_!~*'()");

  private static final int LONG = 200;

  /** Between the parts of a line. */
  static final String SEPARATOR = " <span class=\"dot\">&middot;</span> ";

  private static final Escaping TEXT = PageText::inText;
  private static final Escaping CODE = c -> c == '\t' ? null : inText(c);
  private static final Escaping JSON = PageText::inJson;
  private static final Escaping ATTRIBUTE =
      c ->
          switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '"' -> "&quot;";
            default -> null;
          };

  private final OutputStream out;

  /** Not a writer, which takes a lock for each of the millions of parts of a large page. */
  private final StringBuilder buffer = new StringBuilder(BUFFER);

  /**
   * @param out where to; left open
   */
  PageText(OutputStream out) {
    this.out = out;
  }

  /** Writes markup of the plugin. */
  PageText raw(String markup) throws IOException {
    buffer.append(markup);
    if (buffer.length() >= BUFFER) {
      flush();
    }
    return this;
  }

  /** Writes what is still in the buffer. */
  void flush() throws IOException {
    out.write(buffer.toString().getBytes(UTF_8));
    buffer.setLength(0);
  }

  /** Writes a part of the page. */
  @FunctionalInterface
  interface Part<E> {
    void write(E element) throws IOException;
  }

  /** Writes elements with a separator between them. */
  <E> PageText joined(String separator, Iterable<E> elements, Part<E> part) throws IOException {
    String before = "";
    for (E element : elements) {
      raw(before);
      part.write(element);
      before = separator;
    }
    return this;
  }

  /** Writes a number. */
  PageText number(long number) throws IOException {
    buffer.append(number);
    return this;
  }

  /**
   * Writes a text of a server or a user, in its own direction whatever stands around it. An
   * invisible character, or one that changes how others look, is written as {@link
   * NameEscaper#CONSOLE} does, and marked as an escape; so a backslash needs no escape. A long text
   * gets a box of its own, which can be scrolled with the keyboard.
   */
  PageText text(String text) throws IOException {
    boolean isLong = text.length() > LONG;
    return raw(isLong ? "<bdi class=\"long\" tabindex=\"0\">" : "<bdi>")
        .raw(TEXT.of(text))
        .raw("</bdi>");
  }

  /**
   * Writes a text with a link to another site; without the link if the address is none of the web,
   * may hold a password, or has characters that are not seen.
   */
  PageText external(String address, String text) throws IOException {
    return external(address, text, "");
  }

  /** The same with markup of the plugin after the text. */
  PageText external(String address, String text, String rest) throws IOException {
    if (!isWebAddress(address)) {
      return text(text).raw(rest);
    }
    raw("<a rel=\"noopener noreferrer\" href=\"").attribute(address).raw("\">");
    return text(text).raw(rest).raw("</a>");
  }

  private static boolean isWebAddress(String address) {
    return address.matches("https?://[^/?#@]+([/?#].*)?")
        && address.chars().allMatch(c -> c > ' ' && c <= '~');
  }

  /** The same words of the plugin with {@code 12,345} for 12345. */
  static String grouped(String words) {
    return words.replaceAll("(?<=[0-9])(?=([0-9]{3})+(?![0-9]))", ",");
  }

  /** Writes a part of a line of code, in which tabs stay. */
  PageText code(String text) throws IOException {
    return raw("<bdi>").raw(CODE.of(text)).raw("</bdi>");
  }

  /** Writes a text for a title, which contains no markup. */
  PageText title(String text) throws IOException {
    return attribute(NameEscaper.CONSOLE.of(text));
  }

  /** Writes a text without invisible characters for an attribute in double quotes. */
  PageText attribute(String text) throws IOException {
    return raw(ATTRIBUTE.of(text));
  }

  private static @Nullable String inText(int c) {
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
    return raw("#t=").raw(SCHEMA.of(schema)).raw(".").raw(NAME.of(table));
  }

  /**
   * Writes a text as JSON for a {@code <script>}: without characters that an HTML parser could take
   * for its end, a comment or a reference; null as 0, which is shorter.
   */
  PageText json(@Nullable String text) throws IOException {
    return text == null ? raw("0") : raw("\"").raw(JSON.of(text)).raw("\"");
  }

  private static @Nullable String inJson(int c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      default ->
          c < ' '
                  || c == '<'
                  || c == '>'
                  || c == '&'
                  || c == '\u2028'
                  || c == '\u2029'
                  || Character.getType(c) == Character.SURROGATE
              ? String.format(Locale.ROOT, "\\u%04x", c)
              : null;
    };
  }
}
