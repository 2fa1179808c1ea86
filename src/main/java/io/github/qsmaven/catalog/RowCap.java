package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CatalogSource;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Whether a server returns all rows of a result. Query Service silently truncates every result to
 * 50,000 rows (Adobe's documentation, "Guardrails for Query Service").
 *
 * @param counted the number of rows that the server counts
 * @param returned the number of rows that it returns if {@link #REQUESTED} are requested at once
 */
public record RowCap(long counted, long returned) {
  /** One row more than the documented cap. */
  public static final int REQUESTED = 50_001;

  /** Whether rows are missing. */
  public boolean isSeen() {
    return returned < Math.min(counted, REQUESTED);
  }

  /**
   * Measures the row cap with two statements on a catalog that has many rows.
   *
   * @param session the session to use
   * @param source a catalog that the server has
   * @return empty if the rows of the catalog cannot be counted
   * @throws SQLException if the server rejects a statement, or the connection breaks
   */
  public static Optional<RowCap> measure(Session session, CatalogSource source)
      throws SQLException {
    PageReader pages = new PageReader(PageReader.MAX_SIZE);
    CatalogReader.Countable countable = Dialect.of(session).tablesReader(source, pages).countable();
    if (countable == null) {
      return Optional.empty();
    }
    String relation = countable.relation();
    List<Long> count =
        session.query("SELECT count(*) FROM " + relation, List.of(), row -> row.getLong(1));
    String rows = "SELECT " + countable.column() + " FROM " + relation + " LIMIT " + REQUESTED;
    int returned = session.query(rows, List.of(), row -> true).size();
    return count.isEmpty() ? Optional.empty() : Optional.of(new RowCap(count.get(0), returned));
  }
}
