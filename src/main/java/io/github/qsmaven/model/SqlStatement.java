package io.github.qsmaven.model;

/**
 * A statement in a file of SQL.
 *
 * @param file the path of the file, as in a {@link SourcePosition}
 * @param ordinal its place among the statements of the file, from 1
 * @param words its first words on one line, as the user wrote them, so to be escaped
 * @param at where it starts
 */
public record SqlStatement(String file, int ordinal, String words, SourcePosition at)
    implements Comparable<SqlStatement> {
  /** What acceptances name: {@code reports/funnel.sql#2}. */
  public String id() {
    return file + "#" + ordinal;
  }

  /** Its name within its file: {@code #2 SELECT id, total}; to be escaped. */
  public String title() {
    return "#" + ordinal + " " + words;
  }

  /** Orders statements by file, then from top to bottom. */
  @Override
  public int compareTo(SqlStatement other) {
    int byFile = CodePointOrder.INSTANCE.compare(file, other.file);
    return byFile == 0 ? Integer.compare(ordinal, other.ordinal) : byFile;
  }
}
