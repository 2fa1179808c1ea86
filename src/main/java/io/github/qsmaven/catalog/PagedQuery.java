package io.github.qsmaven.catalog;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query whose result a {@link PageReader} reads in pages.
 *
 * @param <R> a row
 */
interface PagedQuery<R> {
  /**
   * Reads the whole list at once.
   *
   * @param fetchSize the number of rows to keep at a time
   * @return the list; null if the server counts another number of rows, or it is read in pages only
   */
  default @Nullable List<R> whole(int fetchSize) throws SQLException {
    return null;
  }

  /**
   * Reads one page: the row that is given, the rows that are tied with it, and the rows after them.
   *
   * @param from the first row; null: starts with the first row of the result
   * @param limit the maximum number of rows
   */
  List<R> page(@Nullable R from, int limit) throws SQLException;

  /**
   * Returns the number of rows that the server counts in all pages together.
   *
   * @param firstPage the first page, which may contain the count
   */
  long total(List<R> firstPage) throws SQLException;

  /** Returns the identity of a row. */
  Object key(R row);

  /**
   * Whether two rows have the same position in the order, so that a page that starts with one
   * contains both.
   */
  boolean areTied(R row, R other);
}
