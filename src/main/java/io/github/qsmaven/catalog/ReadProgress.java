package io.github.qsmaven.catalog;

/**
 * Hears how a long read goes on: for people who wait. It is told by the thread that reads, which
 * waits for it, so it must return at once.
 */
public interface ReadProgress {
  /** A list of tables, or what is in tables, is about to be read. */
  void begins();

  /**
   * A page of a list came.
   *
   * @param rows how many rows of it were read so far
   * @param total how many there are, as the server counts; {@link Long#MAX_VALUE} if it does not
   */
  void rows(long rows, long total);

  /**
   * Tables were read, by a page of their columns or by a statement of their own.
   *
   * @param tables how many were read so far
   * @param total of how many
   */
  void tables(int tables, int total);
}
