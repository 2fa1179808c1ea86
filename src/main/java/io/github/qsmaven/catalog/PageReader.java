package io.github.qsmaven.catalog;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a list in pages, and verifies that it is complete.
 *
 * <p>Query Service silently truncates every result to 50,000 rows (Adobe's documentation,
 * "Guardrails for Query Service"). Pages are therefore read by key, and a list is complete only if
 * it has as many rows as the server counts. A page starts with the last rows of the page before it,
 * so that names which the server's collation treats as equal are not lost between two pages.
 *
 * @param size the number of rows of a page, 1 to {@value #MAX_SIZE}
 * @param progress receives the progress after each page
 */
record PageReader(int size, ReadProgress progress) {
  /** One row less than the row cap of Query Service, for the row that two pages share. */
  static final int MAX_SIZE = 49_999;

  /** The total if the server returned no count. */
  static final long UNKNOWN = Long.MAX_VALUE;

  private static final int CAPS_ARE_MULTIPLES_OF = 1_000;

  /** The counts differ if tables are created or dropped during the read. */
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
      // The count may be truncated too, if the server truncates the rows that it counts.
      if (rows.size() >= size || rows.size() < total || mayBeTruncated(rows.size())) {
        readOn(query, rows, total);
      }
      if (rows.size() >= total) {
        return rows;
      }
    }
    throw incomplete(
        where,
        source,
        total == UNKNOWN
            ? "the server returned " + rows.size() + " rows and no row count"
            : "the server counts " + total + " rows but returned " + rows.size(),
        "try again if the schema is being changed; otherwise narrow the list with qs.schemas,"
            + " qs.includes or qs.excludes, or select another catalog with qs.catalog.");
  }

  /** Whether a result has a number of rows at which a limit of the server may have truncated it. */
  static boolean mayBeTruncated(int rows) {
    return rows > 0 && rows % CAPS_ARE_MULTIPLES_OF == 0;
  }

  static CannotCheckException incomplete(
      String where, CatalogSource source, String reason, String advice) {
    return new CannotCheckException(
        "Cannot verify that the list from %s on %s is complete: %s."
            .formatted(source.word(), where, reason),
        advice);
  }

  private <R> void readOn(PagedQuery<R> query, List<R> rows, long total) throws SQLException {
    Set<Object> seen = new HashSet<>();
    rows.forEach(row -> seen.add(query.key(row)));
    // A first page that is short although the server counts more rows was truncated, and so are
    // the next pages.
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
