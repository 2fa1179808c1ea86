package io.github.qsmaven.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arrays of a row, from the text in which PostgreSQL sends them ("Arrays", Array Input and
 * Output Syntax). The driver makes an object for each element and tests each character for each
 * kind of syntax, which takes a third of the time of reading many columns.
 *
 * @param row the row
 */
record ArrayText(ResultSet row) {
  private static final long[] NO_NUMBERS = {};

  /**
   * Returns an array of integers.
   *
   * @param column the column of the row, from 1
   * @return the integers; none if the array is NULL
   * @throws NumberFormatException if it is none of integers
   */
  long[] numbers(int column) throws SQLException {
    String text = row.getString(column);
    if (text == null) {
      return NO_NUMBERS;
    }
    int end = text.length() - 1;
    if (end < 2 || text.charAt(0) != '{' || text.charAt(end) != '}') {
      throw new NumberFormatException("no array of integers");
    }
    long[] numbers = new long[elements(text)];
    int start = 1;
    for (int i = 0; i < numbers.length; i++) {
      int comma = text.indexOf(',', start);
      int next = comma < 0 ? end : comma;
      numbers[i] = Long.parseLong(text, start, next, 10);
      start = next + 1;
    }
    return numbers;
  }

  /**
   * Returns an array of texts.
   *
   * @param column the column of the row, from 1
   * @return the texts, null for NULL; none if the array is NULL
   * @throws IllegalArgumentException if it is no array with one dimension
   */
  List<@Nullable String> texts(int column) throws SQLException {
    String text = row.getString(column);
    if (text == null) {
      return List.of();
    }
    int end = text.length() - 1;
    if (end < 1 || text.charAt(0) != '{' || text.charAt(end) != '}') {
      throw new IllegalArgumentException("no array");
    }
    List<@Nullable String> texts = new ArrayList<>();
    int start = 1;
    while (start < end) {
      boolean isQuoted = text.charAt(start) == '"';
      int next = isQuoted ? closingQuote(text, start + 1) + 1 : text.indexOf(',', start);
      next = next < 0 ? end : next;
      if (isQuoted) {
        texts.add(unescaped(text, start + 1, next - 1));
      } else {
        String element = text.substring(start, next);
        texts.add(element.equals("NULL") ? null : element);
      }
      if (next != end && text.charAt(next) != ',') {
        throw new IllegalArgumentException("no array with one dimension");
      }
      start = next + 1;
    }
    return texts;
  }

  /** Returns the position of the quote that ends an element. */
  private static int closingQuote(String text, int start) {
    int position = start;
    while (text.charAt(position) != '"') {
      position += text.charAt(position) == '\\' ? 2 : 1;
    }
    return position;
  }

  private static String unescaped(String text, int start, int end) {
    String quoted = text.substring(start, end);
    if (quoted.indexOf('\\') < 0) {
      return quoted;
    }
    StringBuilder unescaped = new StringBuilder(quoted.length());
    for (int i = 0; i < quoted.length(); i++) {
      i += quoted.charAt(i) == '\\' ? 1 : 0;
      unescaped.append(quoted.charAt(i));
    }
    return unescaped.toString();
  }

  private static int elements(String text) {
    int elements = 1;
    for (int comma = text.indexOf(','); comma >= 0; comma = text.indexOf(',', comma + 1)) {
      elements++;
    }
    return elements;
  }
}
