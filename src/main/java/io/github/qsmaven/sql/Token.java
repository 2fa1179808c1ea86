package io.github.qsmaven.sql;

/**
 * A piece of a text of SQL.
 *
 * @param kind the kind
 * @param start the first character, as an index into the text (UTF-16)
 * @param end the character after the last one
 */
record Token(TokenKind kind, int start, int end) {
  /** The token as it is written. */
  String of(String text) {
    return text.substring(start, end);
  }

  /** Whether it means something to the server. */
  boolean isCode() {
    return kind != TokenKind.BLANK && kind != TokenKind.COMMENT;
  }
}
