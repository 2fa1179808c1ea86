package io.github.qsmaven.report.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.report.Escaping;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes XML 1.0 in UTF-8, element by element. An element that contains others takes several lines.
 * Characters that XML does not allow (2.2 of the recommendation: most control characters, lone
 * surrogates, U+FFFE and U+FFFF) are written as {@code \}{@code uXXXX}. The JDK's own writer lets
 * some of them through, and not the same ones on every JDK.
 */
final class XmlOutput {
  private static final Escaping IN_TEXT = XmlOutput::inText;
  private static final Escaping IN_ATTRIBUTE = XmlOutput::inAttribute;

  private final Writer out;
  private int depth;
  private boolean inTag;
  private boolean inText;

  XmlOutput(OutputStream out) throws IOException {
    this.out = new BufferedWriter(new OutputStreamWriter(out, UTF_8));
    this.out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
  }

  XmlOutput start(String element) throws IOException {
    closeTag();
    startLine();
    out.write("<" + element);
    depth++;
    inTag = true;
    return this;
  }

  /** Adds an attribute; only right after {@link #start}. */
  XmlOutput attribute(String name, String value) throws IOException {
    out.write(" " + name + "=\"" + IN_ATTRIBUTE.of(value) + '"');
    return this;
  }

  /** Adds the text of an element that contains nothing else. */
  XmlOutput text(String text) throws IOException {
    closeTag();
    inText = true;
    out.write(IN_TEXT.of(text));
    return this;
  }

  XmlOutput end(String element) throws IOException {
    depth--;
    if (inTag) {
      out.write("/>");
      inTag = false;
      return this;
    }
    if (!inText) {
      startLine();
    }
    inText = false;
    out.write("</" + element + ">");
    return this;
  }

  /** Ends the document. */
  void flush() throws IOException {
    out.write('\n');
    out.flush();
  }

  private void closeTag() throws IOException {
    if (inTag) {
      out.write('>');
      inTag = false;
    }
  }

  private void startLine() throws IOException {
    out.write("\n" + "  ".repeat(depth));
  }

  private static @Nullable String inText(int c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\t', '\n' -> null;
      // A reader turns it into a line feed.
      case '\r' -> "&#13;";
      default ->
          c < ' ' || c == '\uFFFE' || c == '\uFFFF' || Character.getType(c) == Character.SURROGATE
              ? String.format(Locale.ROOT, "\\u%04X", c)
              : null;
    };
  }

  /** A reader turns tabs and line feeds in an attribute into spaces. */
  private static @Nullable String inAttribute(int c) {
    return c == '\t' || c == '\n' ? "&#" + c + ";" : inText(c);
  }
}
