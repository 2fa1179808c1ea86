package io.github.qsmaven.catalog;

/**
 * Receives the progress of a long read, to show it to the user. The thread that reads calls these
 * methods and waits for them, so they must return at once.
 */
public interface ReadProgress {
  /** Ignores the progress. */
  ReadProgress NONE = new ReadProgress() {};

  /** A read of a list of tables, or of the columns of tables, begins. */
  default void begins() {}

  /**
   * A page of a list was read.
   *
   * @param rows the number of rows of the list that were read so far
   * @param total the number of rows that the server counts; {@link Long#MAX_VALUE} if it returned
   *     no count
   */
  default void rows(long rows, long total) {}

  /**
   * The columns of tables were read, of many by a page or of one by a statement.
   *
   * @param tables the number of tables that were read so far
   * @param total the number of tables to read
   */
  default void tables(int tables, int total) {}

  /**
   * The server analyzed a statement of the user.
   *
   * @param statements the number of statements so far
   * @param total the number of statements to analyze
   */
  default void statements(int statements, int total) {}
}
