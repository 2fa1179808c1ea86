package io.github.qsmaven.report.markdown;

import io.github.qsmaven.report.Wording;
import java.util.function.IntFunction;

/**
 * A page of GitHub Flavored Markdown that fits into a comment. Names and texts of servers and users
 * are written as code: in code GitHub ignores Markdown and HTML, and also {@code @names}, {@code
 * #numbers} and addresses, which it finds in all other text, escaped or not.
 */
final class MarkdownPage {
  /** A comment on GitHub may have 65,536. */
  static final int MOST_CHARACTERS = 65_000;

  /** The size of a section that has no room for its items. */
  static final int SECTION = 200;

  private static final int LONGEST_BLOCK = 20_000;

  private final StringBuilder out = new StringBuilder();
  private final String rest;

  /**
   * @param rest where to find what does not fit, in Markdown
   */
  MarkdownPage(String rest) {
    this.rest = rest;
  }

  /** Adds Markdown of one line or more, each with a line feed at its end. */
  void text(String markdown) {
    out.append(markdown);
  }

  /** Adds a line. */
  void line(String markdown) {
    out.append(markdown).append('\n');
  }

  /**
   * Adds as many items as fit, and how many more there are.
   *
   * @param count how many there are
   * @param item creates one: Markdown with a line feed at its end
   * @param reserved how many characters to leave for what follows
   */
  void items(int count, IntFunction<String> item, int reserved) {
    int end = MOST_CHARACTERS - SECTION - reserved;
    for (int i = 0; i < count; i++) {
      String next = item.apply(i);
      if (out.length() + next.length() > end) {
        line("- ... and " + (count - i) + " more: " + rest);
        return;
      }
      out.append(next);
    }
  }

  /**
   * Adds a folded section, if there are items.
   *
   * @param title its title, in plain text
   * @param count how many items there are
   * @param item creates one
   * @param reserved how many characters to leave for what follows
   */
  void folded(String title, int count, IntFunction<String> item, int reserved) {
    if (count == 0) {
      return;
    }
    line("");
    line("<details>");
    line("<summary>" + title + "</summary>");
    line("");
    items(count, item, reserved);
    line("");
    line("</details>");
  }

  /** Adds lines as they are. */
  void block(String text) {
    String shown =
        Wording.wellFormed(
            text.length() > LONGEST_BLOCK ? text.substring(0, LONGEST_BLOCK) + "..." : text);
    String fence = fence(shown);
    line(fence + "text");
    line(shown);
    line(fence);
  }

  /** What starts and ends a block of code (CommonMark 4.5) with a text. */
  static String fence(String text) {
    return "`".repeat(Math.max(3, longestRun(text) + 1));
  }

  /** A text of a server or a user as code, on one line and not too long. */
  static String shown(String text) {
    return code(Wording.cut(text));
  }

  /** A text on one line as code (CommonMark 6.1). */
  static String code(String line) {
    if (line.isEmpty()) {
      return line;
    }
    String fence = "`".repeat(longestRun(line) + 1);
    char first = line.charAt(0);
    char last = line.charAt(line.length() - 1);
    // A reader removes a space from each end if both ends have one and the text is not only spaces.
    boolean padded =
        first == '`' || last == '`' || (first == ' ' && last == ' ' && !line.isBlank());
    return padded ? fence + ' ' + line + ' ' + fence : fence + line + fence;
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  /** The page. */
  @Override
  public String toString() {
    return out.toString();
  }
}
