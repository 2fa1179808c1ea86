package io.github.qsmaven.model;

import java.util.List;

/**
 * What a change of the schema means for the project.
 *
 * @param impact whether it breaks a statement of the project
 * @param broken the statements of the project that it breaks, each with the verdict of the server
 * @param readers the statements of the project that name the table, the broken ones among them
 */
public record Change(Impact impact, List<Broken> broken, List<SqlStatement> readers) {
  /** Copies the lists. */
  public Change {
    broken = List.copyOf(broken);
    readers = List.copyOf(readers);
  }

  /** Whom a change breaks. */
  public enum Impact implements HasWord {
    /** A statement of this project fails, or has another result. */
    BREAKING_HERE,
    /** It breaks who relies on it, but no statement of this project. */
    BREAKING_ELSEWHERE,
    /** It breaks nobody who reads by name. */
    SAFE;

    /** In words: {@code breaking here}. */
    public String words() {
      return word().replace('-', ' ');
    }
  }

  /**
   * A statement that a change breaks.
   *
   * @param statement the statement
   * @param at the place of the fault in it
   * @param message what the server says, or which column of the result has another type
   */
  public record Broken(SqlStatement statement, SourcePosition at, String message) {}
}
