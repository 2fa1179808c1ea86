package io.github.qsmaven.catalog;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a list, and verifies that it is complete.
 *
 * <p>PostgreSQL returns a list with one statement. If it has fewer rows than a count that is sent
 * along, another server calls itself PostgreSQL, and the list is read in pages.
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
    ListOrigin origin = new ListOrigin(where, source);
    List<R> whole = query.whole(size);
    if (whole != null) {
      progress.rows(whole.size(), whole.size());
      requireDistinct(origin, whole, query);
      return whole;
    }
    Attempt<R> attempt = new Attempt<>(origin, query);
    for (int attempts = 1; !attempt.isComplete(); attempts++) {
      if (attempts == ATTEMPTS) {
        int rows = attempt.rows.size();
        throw origin.incomplete(
            attempt.total == UNKNOWN
                ? "the server returned " + rows + " rows and no row count"
                : "the server counts "
                    + attempt.total
                    + " rows but returned "
                    + (rows > attempt.total ? "more" : rows),
            "try again if the schema is being changed; otherwise narrow the list with qs.schemas,"
                + " qs.includes or qs.excludes, or select another catalog with qs.catalog.");
      }
      attempt = new Attempt<>(origin, query);
    }
    return attempt.rows;
  }

  private static <R> void requireDistinct(ListOrigin origin, List<R> rows, PagedQuery<R> query)
      throws CannotCheckException {
    Set<Object> keys = new HashSet<>(rows.size() * 2);
    for (R row : rows) {
      if (!keys.add(query.key(row))) {
        throw origin.lying("the server returned a row twice");
      }
    }
  }

  /** Whether a result has a number of rows at which a limit of the server may have truncated it. */
  static boolean mayBeTruncated(int rows) {
    return rows > 0 && rows % CAPS_ARE_MULTIPLES_OF == 0;
  }

  /** An attempt to read the whole list. */
  private final class Attempt<R> {
    private final ListOrigin origin;
    private final PagedQuery<R> query;
    private final Set<Object> seen = new HashSet<>();
    private final List<R> rows = new ArrayList<>();
    private long total;

    Attempt(ListOrigin origin, PagedQuery<R> query) {
      this.origin = origin;
      this.query = query;
    }

    /** Reads the list; it may be incomplete if it is being changed. */
    boolean isComplete() throws SQLException, CannotCheckException {
      List<R> first = query.page(null, size);
      total = query.total(first);
      add(first, size);
      if (total != UNKNOWN) {
        origin.requireSpaceFor(total);
      }
      progress.rows(rows.size(), total);
      // The count may be truncated too, if the server truncates the rows that it counts.
      boolean truncated = mayBeTruncated(rows.size());
      long most =
          truncated && rows.size() == total
              ? ListOrigin.MOST_ROWS
              : Math.min(total, ListOrigin.MOST_ROWS);
      if (rows.size() <= most && (rows.size() >= size || rows.size() < total || truncated)) {
        readOn(most);
      }
      origin.requireSpaceFor(rows.size());
      return rows.size() >= total && rows.size() <= most;
    }

    /**
     * Adds the rows of a page that are new. Rows that were read before may only come first: those
     * that the server's collation treats as equal to the last one.
     */
    private void add(List<R> page, int limit) throws CannotCheckException {
      int before = rows.size();
      for (R row : page) {
        if (seen.add(query.key(row))) {
          rows.add(row);
        } else if (before == 0 || rows.size() > before) {
          throw origin.lying("the server returned a row twice");
        }
      }
      origin.requireAtMost(limit, page.size());
    }

    private void readOn(long most) throws SQLException, CannotCheckException {
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
        add(page, limit);
        progress.rows(rows.size(), total);
        more =
            rows.size() > before
                && rows.size() <= most
                && (page.size() >= full || rows.size() < total);
      }
    }
  }
}
