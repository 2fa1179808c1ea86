package io.github.qsmaven.model;

/**
 * A position in a file or a parameter that the user wrote.
 *
 * @param file the path of the file, relative if it is in the project, with {@code /} between the
 *     folders; or the name of the parameter
 * @param line the line, from 1
 * @param column the character in the line, from 1, counted in code points
 */
public record SourcePosition(String file, int line, int column)
    implements Comparable<SourcePosition> {
  /** Rejects numbers below 1. */
  public SourcePosition {
    if (line < 1 || column < 1) {
      throw new IllegalArgumentException(line + ":" + column + " is not a position");
    }
  }

  /** Orders positions by file, then from top to bottom. */
  @Override
  public int compareTo(SourcePosition other) {
    int byFile = CodePointOrder.INSTANCE.compare(file, other.file);
    int byLine = byFile == 0 ? Integer.compare(line, other.line) : byFile;
    return byLine == 0 ? Integer.compare(column, other.column) : byLine;
  }

  /** Whether it is in a parameter ({@code expectedTables[2]}), not in a file. */
  public boolean isInParameter() {
    return file.startsWith("expectedTables[");
  }

  /** Whether its file is outside of the project. */
  public boolean isAbsolute() {
    return file.startsWith("/") || file.startsWith("..") || file.indexOf(':') == 1;
  }

  /** {@code file:line:column}, as editors and CI servers read it, escaped for a console. */
  @Override
  public String toString() {
    return NameEscaper.CONSOLE.of(file) + ":" + line + ":" + column;
  }
}
