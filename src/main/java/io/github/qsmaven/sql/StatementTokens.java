package io.github.qsmaven.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The tokens of one statement. Its code is what is left of them without blanks, comments, templates
 * that stand for nothing, and lines of a client; the methods count in code tokens.
 */
final class StatementTokens {
  private final String text;
  private final List<Token> all;
  private final List<Token> code = new ArrayList<>();
  private final List<Integer> indexes = new ArrayList<>();

  /**
   * Creates the statement's view of its text.
   *
   * @param text the whole text of the file
   * @param all the tokens from the first to the last that is code, with what is between them
   */
  StatementTokens(String text, List<Token> all) {
    this.text = text;
    this.all = all;
    for (int i = 0; i < all.size(); i++) {
      if (isCode(all.get(i))) {
        code.add(all.get(i));
        indexes.add(i);
      }
    }
  }

  /** Whether a token is part of what a server reads. */
  static boolean isCode(Token token) {
    return token.isCode() && token.kind() != TokenKind.TEMPLATE && token.kind() != TokenKind.PSQL;
  }

  String text() {
    return text;
  }

  /** All tokens, with blanks and comments between the first and the last that is code. */
  List<Token> all() {
    return all;
  }

  List<Token> code() {
    return code;
  }

  int size() {
    return code.size();
  }

  Token get(int index) {
    return code.get(index);
  }

  /** The index into {@link #all} of a code token; behind the last one, their number. */
  int indexOf(int index) {
    return index < indexes.size() ? indexes.get(index) : all.size();
  }

  TokenKind kind(int index) {
    return index >= 0 && index < size() ? code.get(index).kind() : TokenKind.BLANK;
  }

  /** A token as it is written; empty where there is none. */
  String spelled(int index) {
    return index >= 0 && index < size() ? code.get(index).of(text) : "";
  }

  /** A keyword or a name without quotes, in upper case; empty for any other token. */
  String word(int index) {
    return kind(index) == TokenKind.WORD ? spelled(index).toUpperCase(Locale.ROOT) : "";
  }

  /** Whether these words are at an index, one after the other. */
  boolean has(int index, String... words) {
    for (int i = 0; i < words.length; i++) {
      if (!word(index + i).equals(words[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether a token is one character of punctuation. */
  boolean isMark(int index, char mark) {
    return kind(index) == TokenKind.PUNCTUATION && text.charAt(code.get(index).start()) == mark;
  }

  /** The parenthesis or bracket that closes the one at an index; without one, the size. */
  int closing(int open) {
    int depth = 0;
    for (int i = open; i < size(); i++) {
      depth += depthOf(i);
      if (depth <= 0) {
        return i;
      }
    }
    return size();
  }

  /** The first of these words at an index or behind, outside of parentheses; else the size. */
  int find(int from, String... words) {
    List<String> wanted = List.of(words);
    int depth = 0;
    for (int i = from; i < size(); i++) {
      depth += depthOf(i);
      if (depth == 0 && wanted.contains(word(i))) {
        return i;
      }
    }
    return size();
  }

  private int depthOf(int index) {
    if (isMark(index, '(') || isMark(index, '[')) {
      return 1;
    }
    return isMark(index, ')') || isMark(index, ']') ? -1 : 0;
  }
}
