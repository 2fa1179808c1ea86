package io.github.qsmaven.sql;

import io.github.qsmaven.model.SourcePosition;
import java.util.Arrays;

/** The lines of a text: finds the line and the column of an index in about constant time. */
final class SourceLines {
  private static final int BLOCK = 1_024;

  private final String file;
  private final String text;
  private final int[] lineStarts;

  /** The number of code points in front of each block of characters. */
  private final int[] codePoints;

  /**
   * Prepares a text.
   *
   * @param file the path of the file, as in {@link SourcePosition}
   * @param text its text; lines end with LF, CR LF or CR
   */
  SourceLines(String file, String text) {
    this.file = file;
    this.text = text;
    this.lineStarts = lineStarts(text);
    this.codePoints = new int[text.length() / BLOCK + 1];
    for (int i = 1; i < codePoints.length; i++) {
      codePoints[i] = codePoints[i - 1] + count((i - 1) * BLOCK, i * BLOCK);
    }
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int lines = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean ends = c == '\n' || (c == '\r' && !text.startsWith("\n", i + 1));
      if (ends) {
        if (lines == starts.length) {
          starts = Arrays.copyOf(starts, lines * 2);
        }
        starts[lines++] = i + 1;
      }
    }
    return Arrays.copyOf(starts, lines);
  }

  String text() {
    return text;
  }

  /** The position of a character, or of the end of the text. */
  SourcePosition at(int index) {
    int found = Arrays.binarySearch(lineStarts, index);
    int line = found >= 0 ? found : -found - 2;
    int start = lineStarts[line];
    int before =
        index - start < BLOCK
            ? count(start, index)
            : codePointsBefore(index) - codePointsBefore(start);
    return new SourcePosition(file, line + 1, before + 1);
  }

  /** How many code points of a range are in its first line; at least 1. */
  int lengthInLine(int from, int to) {
    int end = from;
    while (end < to && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return Math.max(1, count(from, end));
  }

  /** The number of code points in front of a character. */
  private int codePointsBefore(int index) {
    int block = index / BLOCK;
    return codePoints[block] + count(block * BLOCK, index);
  }

  /** Counts the code points that start in a range; one belongs to where its first half is. */
  private int count(int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      boolean second =
          Character.isLowSurrogate(text.charAt(i))
              && i > 0
              && Character.isHighSurrogate(text.charAt(i - 1));
      count += second ? 0 : 1;
    }
    return count;
  }
}
