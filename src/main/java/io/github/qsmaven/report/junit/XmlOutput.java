package io.github.qsmaven.report.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Locale;

/**
 * Writes XML 1.0 in UTF-8, element by element. An element that contains others takes several lines.
 * Characters that XML does not allow (2.2 of the recommendation: most control characters, lone
 * surrogates, U+FFFE and U+FFFF) are written as {@code \}{@code uXXXX}. The JDK's own writer lets
 * some of them through, and not the same ones on every JDK.
 */
final class XmlOutput {
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
    out.write('<');
    out.write(element);
    depth++;
    inTag = true;
    return this;
  }

  /** Adds an attribute; only right after {@link #start}. */
  XmlOutput attribute(String name, String value) throws IOException {
    out.write(' ');
    out.write(name);
    out.write("=\"");
    escape(value, true);
    out.write('"');
    return this;
  }

  /** Adds the text of an element that contains nothing else. */
  XmlOutput text(String text) throws IOException {
    closeTag();
    inText = true;
    escape(text, false);
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
    out.write("</");
    out.write(element);
    out.write('>');
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

  /** Writes what needs no escape in one piece: nearly everything. */
  private void escape(String text, boolean inAttribute) throws IOException {
    int plain = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (mustBeEscaped(c, inAttribute)) {
        out.write(text, plain, i - plain);
        out.write(escaped(c));
        plain = i + 1;
      }
    }
    out.write(text, plain, text.length() - plain);
  }

  private static boolean mustBeEscaped(char c, boolean inAttribute) {
    return switch (c) {
      case '&', '<', '>', '"', '\r' -> true;
      case '\t', '\n' -> inAttribute;
      default -> c < ' ' || c >= '\uFFFE' || Character.isSurrogate(c);
    };
  }

  private static String escaped(char c) {
    return switch (c) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      // A reader turns these into a blank in an attribute, and a carriage return into a line feed.
      case '\t', '\n', '\r' -> "&#" + (int) c + ";";
      default -> String.format(Locale.ROOT, "\\u%04X", (int) c);
    };
  }
}
