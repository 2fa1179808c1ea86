package io.github.qsmaven.sql;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names in the code of a statement, as a server reads them. */
final class Names {
  private static final Pattern UNICODE_ESCAPE =
      Pattern.compile("\\\\(?:(\\\\)|\\+([0-9A-Fa-f]{6})|([0-9A-Fa-f]{4}))");

  /** In tokens; each of them is the start of a piece once. */
  private static final int LONGEST_PIECE = 8;

  private final StatementTokens tokens;
  private final SqlOptions options;

  /**
   * Creates the names of a statement.
   *
   * @param tokens its tokens
   * @param options the values of placeholders, which may be names or parts of names
   */
  Names(StatementTokens tokens, SqlOptions options) {
    this.tokens = tokens;
    this.options = options;
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
    for (int i = index; i < end; i = endOfPiece(i) + 1) {
      parts.addAll(piece(i));
    }
    return parts;
  }

  /** The index behind the name at an index; the index itself if there is none. */
  int endAt(int index) {
    if (!isName(index)) {
      return index;
    }
    int end = endOfPiece(index);
    while (tokens.isMark(end, '.') && isName(end + 1)) {
      end = endOfPiece(end + 1);
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
        names.addAll(piece(i + 1));
      }
    }
    return names;
  }

  /** Whether a name, or the value of a placeholder that is one, is at an index. */
  boolean isName(int index) {
    return switch (tokens.kind(index)) {
      case WORD, QUOTED_NAME -> true;
      case PLACEHOLDER -> !piece(index).isEmpty();
      default -> false;
    };
  }

  /** The parts of what is between dots: one, or those of the value of a placeholder. */
  List<String> piece(int index) {
    int end = endOfPiece(index);
    if (end == index + 1 && tokens.kind(index) != TokenKind.PLACEHOLDER) {
      return List.of(part(tokens.kind(index), tokens.spelled(index)));
    }
    StringBuilder text = new StringBuilder();
    for (int i = index; i < end; i++) {
      text.append(
          tokens.kind(i) == TokenKind.PLACEHOLDER ? value(tokens.spelled(i)) : tokens.spelled(i));
    }
    return parts(text.toString());
  }

  /** A placeholder belongs to the names that it touches: {@code orders_${year}}. */
  private int endOfPiece(int index) {
    int end = index + 1;
    while (end < index + LONGEST_PIECE
        && isPiece(end)
        && tokens.get(end - 1).end() == tokens.get(end).start()
        && (tokens.kind(end) == TokenKind.PLACEHOLDER
            || tokens.kind(end - 1) == TokenKind.PLACEHOLDER)) {
      end++;
    }
    return end;
  }

  private boolean isPiece(int index) {
    TokenKind kind = tokens.kind(index);
    return kind == TokenKind.WORD || kind == TokenKind.QUOTED_NAME || kind == TokenKind.PLACEHOLDER;
  }

  private String value(String written) {
    Placeholder placeholder = Placeholder.of(written);
    for (String name : placeholder.names()) {
      String value = options.values().get(name);
      if (value != null) {
        return value;
      }
    }
    return placeholder.relation().stream().map(SqlNames::quoted).collect(joining("."));
  }

  /** The parts of a name with dots; empty if the text does not start with one. */
  private List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    boolean dot = true;
    for (Token token : new Lexer(options.dialect()).tokens(text)) {
      TokenKind kind = token.kind();
      boolean name = kind == TokenKind.WORD || kind == TokenKind.QUOTED_NAME;
      if (name ? !dot : kind != TokenKind.BLANK && (dot || !token.of(text).equals("."))) {
        break;
      }
      if (name) {
        parts.add(part(kind, token.of(text)));
      }
      dot = kind == TokenKind.BLANK ? dot : !name;
    }
    return parts;
  }

  private static String part(TokenKind kind, String written) {
    if (kind == TokenKind.WORD) {
      return SqlNames.lowerCase(written);
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
