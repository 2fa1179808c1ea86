package io.github.qsmaven.catalog;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;

/**
 * Where a list comes from, for the errors about it.
 *
 * @param where the server, for messages
 * @param source the catalog
 */
record ListOrigin(String where, CatalogSource source) {
  /** Rows of more do not fit into the memory of the JVM; a table or column needs about as much. */
  static final long MOST_ROWS = Runtime.getRuntime().maxMemory() / 256;

  CannotCheckException incomplete(String reason, String advice) {
    return new CannotCheckException(
        "Cannot verify that the list from %s on %s is complete: %s."
            .formatted(source.word(), where, reason),
        advice);
  }

  /** The error if a page has rows that it cannot have. */
  CannotCheckException lying(String reason) {
    return incomplete(
        reason,
        "try again; if it fails again, select another catalog with qs.catalog, and report it to the"
            + " server's operator.");
  }

  /** Checks that a page has no more rows than requested. */
  void requireAtMost(int limit, int rows) throws CannotCheckException {
    if (rows > limit) {
      throw lying("the server returned " + rows + " rows instead of at most " + limit);
    }
  }

  /** Checks that a list is no longer than the memory of the JVM allows. */
  void requireSpaceFor(long rows) throws CannotCheckException {
    if (rows > MOST_ROWS) {
      throw incomplete(
          "it has "
              + rows
              + " rows or more, and only "
              + MOST_ROWS
              + " fit into the memory of this JVM",
          "narrow the list with qs.schemas, qs.includes or qs.excludes, or give Maven more memory"
              + " with -Xmx in MAVEN_OPTS.");
    }
  }
}
