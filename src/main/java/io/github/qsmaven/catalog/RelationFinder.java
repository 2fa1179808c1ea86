package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds relations by name in SQL that any server may know.
 *
 * @param from where
 * @param where which rows
 * @param schema the column of the schema
 * @param name the column of the name
 */
record RelationFinder(String from, String where, String schema, String name) {
  /** A server may bound the number of parameters; PostgreSQL's is 65,535. */
  private static final int MOST_NAMES = 1_000;

  /**
   * Finds them, case not counted; one statement for each thousand names.
   *
   * @param session where to ask
   * @param names bare names
   * @return the relations of those names
   */
  List<TableName> find(Session session, Set<String> names) throws SQLException {
    List<String> folded = names.stream().map(text -> text.toLowerCase(Locale.ROOT)).toList();
    List<TableName> found = new ArrayList<>();
    for (int start = 0; start < folded.size(); start += MOST_NAMES) {
      List<String> some = folded.subList(start, Math.min(folded.size(), start + MOST_NAMES));
      found.addAll(
          session.query(
              "SELECT "
                  + schema
                  + ", "
                  + name
                  + " FROM "
                  + from
                  + " WHERE "
                  + where
                  + " AND lower("
                  + name
                  + ") IN ("
                  + marks(some.size())
                  + ")",
              some,
              row -> new TableName(row.getString(1), row.getString(2))));
    }
    return found;
  }

  /** A {@code ?} for each of some values. */
  static String marks(int count) {
    return "?" + ", ?".repeat(count - 1);
  }
}
