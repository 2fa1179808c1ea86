package io.github.qsmaven.lock;

import io.github.qsmaven.model.SourcePosition;

/** Finds the lines and columns of a text, from its start to its end. */
final class Positions {
  private final String file;
  private final String text;
  private int at;
  private int line = 1;
  private int column = 1;

  /**
   * @param file the path of the file for messages
   * @param text the text, without a byte order mark
   */
  Positions(String file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * The position of a character.
   *
   * @param offset its index; fast if it is behind the one before
   */
  SourcePosition at(int offset) {
    if (offset < at) {
      at = 0;
      line = 1;
      column = 1;
    }
    for (int end = Math.min(offset, text.length()); at < end; at++) {
      char c = text.charAt(at);
      boolean isPair = c == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n';
      if (c == '\n' || (c == '\r' && !isPair)) {
        line++;
        column = 1;
      } else if (!Character.isLowSurrogate(c)) {
        column++;
      }
    }
    return new SourcePosition(file, line, column);
  }
}
