package io.github.qsmaven.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names in the code of a statement, as a server reads them. */
final class Names {
  private static final Pattern UNICODE_ESCAPE =
      Pattern.compile("\\\\(?:(\\\\)|\\+([0-9A-Fa-f]{6})|([0-9A-Fa-f]{4}))");

  private final StatementTokens tokens;

  Names(StatementTokens tokens) {
    this.tokens = tokens;
  }

  /** All names, keywords among them, from left to right. */
  List<List<String>> all() {
    List<List<String>> names = new ArrayList<>();
    for (int i = 0; i < tokens.size(); i = Math.max(i + 1, endAt(i))) {
      List<String> name = at(i);
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    return names;
  }

  /** The parts of the name at an index; empty if there is none. */
  List<String> at(int index) {
    List<String> parts = new ArrayList<>();
    int end = endAt(index);
    for (int i = index; i < end; i += 2) {
      parts.add(part(i));
    }
    return parts;
  }

  /** The index behind the name at an index; the index itself if there is none. */
  int endAt(int index) {
    if (!isName(index)) {
      return index;
    }
    int end = index + 1;
    while (tokens.isMark(end, '.') && isName(end + 1)) {
      end += 2;
    }
    return end;
  }

  /** The names in the parentheses at an index, apart from what follows each of them. */
  List<String> listed(int open) {
    List<String> names = new ArrayList<>();
    int close = tokens.closing(open);
    int depth = 0;
    for (int i = open; i < close; i++) {
      boolean opens = tokens.isMark(i, '(') || tokens.isMark(i, '[');
      depth += opens ? 1 : tokens.isMark(i, ')') || tokens.isMark(i, ']') ? -1 : 0;
      boolean starts = i == open || (depth == 1 && tokens.isMark(i, ','));
      if (starts && isName(i + 1)) {
        names.add(part(i + 1));
      }
    }
    return names;
  }

  boolean isName(int index) {
    TokenKind kind = tokens.kind(index);
    return kind == TokenKind.WORD || kind == TokenKind.QUOTED_NAME;
  }

  String part(int index) {
    String written = tokens.spelled(index);
    if (tokens.kind(index) == TokenKind.WORD) {
      return lowerCase(written);
    }
    boolean unicode = !isQuote(written.charAt(0));
    String quoted = unicode ? written.substring(2) : written;
    String quote = quoted.substring(0, 1);
    boolean closed = quoted.length() > 1 && quoted.endsWith(quote);
    String name =
        quoted.substring(1, quoted.length() - (closed ? 1 : 0)).replace(quote + quote, quote);
    return unicode ? decoded(name) : name;
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '`';
  }

  /** In UTF-8, PostgreSQL changes the case of ASCII letters only. */
  static String lowerCase(String name) {
    StringBuilder lower = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      lower.append(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
    }
    return lower.toString();
  }

  private static String decoded(String name) {
    return UNICODE_ESCAPE.matcher(name).replaceAll(Names::character);
  }

  private static String character(MatchResult escape) {
    String digits = escape.group(2) == null ? escape.group(3) : escape.group(2);
    int codePoint = digits == null ? '\\' : Integer.parseInt(digits, 16);
    return Character.isValidCodePoint(codePoint)
        ? Matcher.quoteReplacement(Character.toString(codePoint))
        : "";
  }
}
