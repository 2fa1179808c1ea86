package io.github.qsmaven.model;

import java.util.List;

/**
 * The lines of a file of SQL around the place of a finding.
 *
 * @param statement the statement that the finding is about
 * @param firstLine the number of the first of the lines, from 1
 * @param lines the lines, without their ends; as the user wrote them, so to be escaped
 * @param length how many characters are marked from the place of the finding on, in code points; at
 *     least 1, within its line
 * @param guessed whether the server named something but no place, and the first token that is
 *     spelled so is marked
 */
public record SqlExcerpt(
    SqlStatement statement, int firstLine, List<String> lines, int length, boolean guessed) {
  public SqlExcerpt {
    lines = List.copyOf(lines);
  }

  /** A line by its number; empty if it is not among the lines. */
  public String line(int number) {
    int index = number - firstLine;
    return index >= 0 && index < lines.size() ? lines.get(index) : "";
  }
}
