package io.github.qsmaven.catalog;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Verifies the pages of a list whose rows are ordered by numbers: the keys grow from row to row,
 * also from page to page, and what the server counts from the start of a page shrinks. So every
 * list ends.
 *
 * @param <R> a row
 */
final class KeyOrder<R> {
  private final ListOrigin origin;
  private final int limit;
  private final Function<R, long[]> key;
  private long[] last = {};
  private long counted = ListOrigin.MOST_ROWS + 1;

  /**
   * @param where the server, for messages
   * @param limit the maximum number of rows of a page
   * @param key the numbers by which the rows are ordered
   */
  KeyOrder(String where, int limit, Function<R, long[]> key) {
    this.origin = new ListOrigin(where, CatalogSource.PG_CATALOG);
    this.limit = limit;
    this.key = key;
  }

  /**
   * Verifies the next page.
   *
   * @throws CannotCheckException if it has more rows than requested, or rows that are out of order
   */
  void verify(List<R> page) throws CannotCheckException {
    origin.requireAtMost(limit, page.size());
    for (R row : page) {
      long[] next = key.apply(row);
      if (Arrays.compare(last, next) >= 0) {
        throw origin.lying("the server returned rows twice or out of order");
      }
      last = next;
    }
  }

  /**
   * Verifies the next page, whose rows have a count.
   *
   * @param count the number of rows that the server counts from the start of the page
   * @return whether there are more pages
   * @throws CannotCheckException also if the count does not fit
   */
  boolean verify(List<R> page, long count) throws CannotCheckException {
    verify(page);
    if (count < page.size() || count >= counted) {
      throw origin.lying(
          "the server counts "
              + count
              + " rows where it returned "
              + page.size()
              + ", after "
              + (counted > ListOrigin.MOST_ROWS ? "none" : "it counted " + counted));
    }
    counted = count;
    return page.size() < count;
  }
}
