package io.github.qsmaven.catalog;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a list page by page, and shows that it is whole.
 *
 * <p>Query Service cuts every result at 50,000 rows and says nothing (Adobe's documentation,
 * "Guardrails for Query Service"), so a page is asked for by key, and a list is whole only if it
 * has as many rows as the server itself counts. A page starts with the rows that end the one before
 * it, so that rows which the server's collation takes for equal are not lost at the edge.
 *
 * @param size the rows of a page, 1 to {@value #MAX_SIZE}
 * @param progress hears of each page; null: nobody does
 */
record PageReader(int size, ReadProgress progress) {
  /** One row less than the cap of Query Service, for the row that two pages share. */
  static final int MAX_SIZE = 49_999;

  /** Of caps; a count may be cut by one as well, if the server cuts what it counts. */
  private static final int CAPS_ARE_MULTIPLES_OF = 1_000;

  /** The total of a server that does not count. */
  static final long UNKNOWN = Long.MAX_VALUE;

  /** Tables may come and go while they are read; then the counts differ. */
  private static final int ATTEMPTS = 3;

  PageReader {
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException(
          "pageSize is " + size + ", not a number from 1 to " + MAX_SIZE);
    }
  }

  PageReader(int size) {
    this(size, ReadProgress.NONE);
  }

  <R> List<R> read(String where, CatalogSource source, PagedQuery<R> query)
      throws SQLException, CannotCheckException {
    long total = 0;
    List<R> rows = List.of();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      rows = new ArrayList<>(query.page(null, size));
      total = query.total(rows);
      progress.rows(rows.size(), total);
      if (rows.size() >= size || rows.size() < total || rows.size() % CAPS_ARE_MULTIPLES_OF == 0) {
        readOn(query, rows, total);
      }
      if (rows.size() >= total) {
        return rows;
      }
    }
    throw new CannotCheckException(
        "The list of "
            + source.word()
            + " of "
            + where
            + " cannot be shown to be whole: the server counts "
            + (total == UNKNOWN ? "no" : total)
            + " rows and hands out "
            + rows.size()
            + ".",
        "try again if the schema is being changed; else narrow it with qs.schemas, qs.includes or"
            + " qs.excludes, or ask another catalog with qs.catalog.");
  }

  private <R> void readOn(PagedQuery<R> query, List<R> rows, long total) throws SQLException {
    Set<Object> seen = new HashSet<>();
    rows.forEach(row -> seen.add(query.key(row)));
    // A first page that is short, though the server counts more, was cut: as the others will be.
    int full = Math.min(size, rows.size());
    boolean more = !rows.isEmpty();
    while (more) {
      R last = rows.get(rows.size() - 1);
      int tied = 1;
      while (tied < rows.size() && query.areTied(rows.get(rows.size() - 1 - tied), last)) {
        tied++;
      }
      List<R> page = query.page(last, Math.min(size + tied, MAX_SIZE + 1));
      int before = rows.size();
      for (R row : page) {
        if (seen.add(query.key(row))) {
          rows.add(row);
        }
      }
      progress.rows(rows.size(), total);
      more = rows.size() > before && (page.size() >= full || rows.size() < total);
    }
  }
}
