package io.github.qsmaven.sql;

import org.jspecify.annotations.Nullable;

/**
 * A piece of what is sent.
 *
 * @param kind its kind
 * @param text its text
 * @param start where the token that it is from starts
 * @param end where this token ends
 * @param exact whether each of its code points is one of the token
 * @param ofPlaceholder whether the token is or contains a placeholder
 * @param placeholder the placeholder that has no value; null if there is none
 */
record Part(
    TokenKind kind,
    String text,
    int start,
    int end,
    boolean exact,
    boolean ofPlaceholder,
    @Nullable Placeholder placeholder) {

  static Part copy(Token token, String text) {
    return new Part(token.kind(), text, token.start(), token.end(), true, false, null);
  }

  /** White space in the place of a token, so that line ends and the map stay. */
  static Part blank(Token token, String text) {
    StringBuilder blanks = new StringBuilder(text.length());
    text.codePoints().forEach(c -> blanks.append(c == '\n' || c == '\r' ? (char) c : ' '));
    return new Part(
        TokenKind.BLANK, blanks.toString(), token.start(), token.end(), true, false, null);
  }

  static Part value(TokenKind kind, String text, Token token) {
    return new Part(kind, text, token.start(), token.end(), false, true, null);
  }

  static Part open(Token token, String text, Placeholder placeholder) {
    return new Part(token.kind(), text, token.start(), token.end(), true, true, placeholder);
  }

  boolean isCode() {
    return kind != TokenKind.BLANK;
  }
}
