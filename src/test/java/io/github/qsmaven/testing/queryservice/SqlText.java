package io.github.qsmaven.testing.queryservice;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement, and a copy with spaces instead of quoted text and comments: a quoted name may hold
 * any keyword.
 *
 * @param text the statement
 * @param bare the copy, as long as the text
 */
record SqlText(String text, String bare) {
  private static final Pattern QUOTED =
      Pattern.compile("'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern LIMIT =
      Pattern.compile("\\bLIMIT\\s+(?:(\\d+)|\\$(\\d+))", Pattern.CASE_INSENSITIVE);

  static SqlText of(String text) {
    return new SqlText(
        text, QUOTED.matcher(text).replaceAll(quoted -> " ".repeat(quoted.group().length())));
  }

  boolean contains(Pattern pattern) {
    return pattern.matcher(bare).find();
  }

  /** The LIMIT outside of all parentheses; empty if there is none. */
  Optional<Limit> limit() {
    Matcher limits = LIMIT.matcher(bare);
    while (limits.find()) {
      String before = bare.substring(0, limits.start());
      if (count(before, '(') == count(before, ')')) {
        return Optional.of(new Limit(limits.toMatchResult()));
      }
    }
    return Optional.empty();
  }

  private static long count(String text, char character) {
    return text.chars().filter(some -> some == character).count();
  }

  /** The text without its LIMIT. */
  String without(Limit limit) {
    return text.substring(0, limit.found().start()) + text.substring(limit.found().end());
  }

  /** The text with all matches outside of quotes replaced. */
  String replaced(Pattern pattern, String replacement) {
    StringBuilder result = new StringBuilder();
    Matcher found = pattern.matcher(bare);
    int done = 0;
    while (found.find()) {
      result.append(text, done, found.start()).append(replacement);
      done = found.end();
    }
    return result.append(text, done, text.length()).toString();
  }

  /**
   * A LIMIT.
   *
   * @param found the match: group 1 is the number, or group 2 the number of the parameter
   */
  record Limit(MatchResult found) {
    boolean isParameter() {
      return found.group(2) != null;
    }

    /** The index of the parameter, from 0. */
    int parameter() {
      return Integer.parseInt(found.group(2)) - 1;
    }

    /** The number of rows. */
    long rows() {
      String digits = found.group(1);
      return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    }
  }
}
