package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

/**
 * A place in a file that the user wrote.
 *
 * @param file the file, as users know it: relative to the project where it is in it, {@code /}
 *     between the folders; or the name of a parameter
 * @param line the line, from 1
 * @param column the character in the line, from 1, counted in code points
 */
public record SourcePosition(String file, int line, int column) {
  /** Refuses what is no place. */
  public SourcePosition {
    requireNonNull(file, "file is null");
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException(line + ":" + column + " is no place");
    }
  }

  /** Whether it is in a parameter ({@code expectedTables[2]}) rather than in a file. */
  public boolean isInParameter() {
    return file.startsWith("expectedTables[");
  }

  /** Whether its file is none of the project's. */
  boolean isAbsolute() {
    return file.startsWith("/") || file.startsWith("..") || file.indexOf(':') == 1;
  }

  /** As editors and CI servers read it: {@code file:line:column}, escaped for a console. */
  @Override
  public String toString() {
    return NameEscaper.CONSOLE.of(file) + ":" + line + ":" + column;
  }
}
