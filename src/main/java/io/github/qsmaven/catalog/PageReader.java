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

  /** Rows of more do not fit into the memory of the JVM; a table or column needs about as much. */
  static final long MOST_ROWS = Runtime.getRuntime().maxMemory() / 256;

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
      rows = new ArrayList<>();
      List<R> first = query.page(null, size);
      total = query.total(first);
      Set<Object> seen = new HashSet<>();
      add(first, size, query, seen, rows, where, source);
      if (total != UNKNOWN && total > MOST_ROWS) {
        throw tooLong(where, source, total);
      }
      progress.rows(rows.size(), total);
      // The count may be truncated too, if the server truncates the rows that it counts.
      boolean truncated = mayBeTruncated(rows.size());
      long most = truncated && rows.size() == total ? MOST_ROWS : Math.min(total, MOST_ROWS);
      if (rows.size() <= most && (rows.size() >= size || rows.size() < total || truncated)) {
        readOn(query, seen, rows, total, most, where, source);
      }
      if (rows.size() > MOST_ROWS) {
        throw tooLong(where, source, rows.size());
      }
      if (rows.size() >= total && rows.size() <= most) {
        return rows;
      }
    }
    throw incomplete(
        where,
        source,
        total == UNKNOWN
            ? "the server returned " + rows.size() + " rows and no row count"
            : "the server counts "
                + total
                + " rows but returned "
                + (rows.size() > total ? "more" : rows.size()),
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

  /** The error if a list is longer than the memory of the JVM allows. */
  static CannotCheckException tooLong(String where, CatalogSource source, long rows) {
    return incomplete(
        where,
        source,
        "it has "
            + rows
            + " rows or more, and only "
            + MOST_ROWS
            + " fit into the memory of this JVM",
        "narrow the list with qs.schemas, qs.includes or qs.excludes, or give Maven more memory with"
            + " -Xmx in MAVEN_OPTS.");
  }

  /**
   * Adds the rows of a page that are new. Rows that were read before may only come first: those
   * that the server's collation treats as equal to the last one.
   */
  private static <R> void add(
      List<R> page,
      int limit,
      PagedQuery<R> query,
      Set<Object> seen,
      List<R> rows,
      String where,
      CatalogSource source)
      throws CannotCheckException {
    int before = rows.size();
    for (R row : page) {
      if (seen.add(query.key(row))) {
        rows.add(row);
      } else if (before == 0 || rows.size() > before) {
        throw lying(where, source, "the server returned a row twice");
      }
    }
    if (page.size() > limit) {
      throw lying(
          where,
          source,
          "the server returned " + page.size() + " rows instead of at most " + limit);
    }
  }

  /** The error if a page has rows that it cannot have. */
  static CannotCheckException lying(String where, CatalogSource source, String reason) {
    return incomplete(
        where,
        source,
        reason,
        "try again; if it fails again, select another catalog with qs.catalog, and report it to the"
            + " server's operator.");
  }

  private <R> void readOn(
      PagedQuery<R> query,
      Set<Object> seen,
      List<R> rows,
      long total,
      long most,
      String where,
      CatalogSource source)
      throws SQLException, CannotCheckException {
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
      int limit = Math.min(size + tied, MAX_SIZE + 1);
      List<R> page = query.page(last, limit);
      int before = rows.size();
      add(page, limit, query, seen, rows, where, source);
      progress.rows(rows.size(), total);
      more =
          rows.size() > before
              && rows.size() <= most
              && (page.size() >= full || rows.size() < total);
    }
  }
}
