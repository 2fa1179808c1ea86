package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.PrintedName;
import io.github.qsmaven.model.Spelling;
import io.github.qsmaven.model.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The schemas that a catalog shows.
 *
 * @param sql the statement that lists them all
 */
record Schemas(String sql) {

  /**
   * The schemas that a listing searched, made sure that each of them is there.
   *
   * @param session where to ask, where the tables do not tell
   * @param asked the schemas that were asked for; empty: whatever the catalog shows
   * @param tables the tables that were listed
   * @return the schemas
   * @throws NoAnswerException if the catalog shows no schema at all: it then knows nothing
   * @throws CannotCheckException if a schema that was asked for does not exist
   */
  List<String> searched(Session session, List<String> asked, List<Table> tables)
      throws SQLException, NoAnswerException, CannotCheckException {
    Set<String> seen = new LinkedHashSet<>();
    tables.forEach(table -> seen.add(table.name().schema()));
    if (asked.isEmpty() ? !seen.isEmpty() : seen.containsAll(asked)) {
      return asked.isEmpty() ? List.copyOf(seen) : asked;
    }
    List<String> all = all(session);
    if (all.isEmpty()) {
      throw new NoAnswerException("shows no schema at all");
    }
    if (asked.isEmpty()) {
      return all.stream().filter(Schemas::isOfUsers).toList();
    }
    List<String> unknown = new ArrayList<>(asked);
    unknown.removeAll(all);
    if (!unknown.isEmpty()) {
      throw unknown(session, unknown, all);
    }
    return asked;
  }

  private List<String> all(Session session) throws SQLException {
    return session.query(sql, List.of(), row -> row.getString(1));
  }

  /**
   * What is said of schemas that do not exist.
   *
   * @param session where to look for those that may have been meant
   * @param unknown their names
   */
  CannotCheckException unknown(Session session, List<String> unknown) throws SQLException {
    return unknown(session, unknown, all(session));
  }

  private static CannotCheckException unknown(
      Session session, List<String> unknown, List<String> all) {
    Spelling schemas = new Spelling(all.stream().filter(Schemas::isOfUsers).toList());
    List<String> meant =
        unknown.stream().flatMap(schema -> schemas.nearest(schema, 3).stream()).toList();
    return new CannotCheckException(
        "Not every schema of qs.schemas exists on "
            + session.where()
            + ": there is no "
            + String.join(", ", unknown.stream().map(PrintedName.CONSOLE::quoted).toList())
            + ".",
        "write "
            + (meant.isEmpty() ? "the names of schemas that are there" : printed(meant))
            + ", or remove qs.schemas to search the search path.");
  }

  /** PostgreSQL's documentation, "CREATE SCHEMA": the prefix is reserved for the system. */
  private static boolean isOfUsers(String schema) {
    return !schema.startsWith("pg_") && !schema.equals("information_schema");
  }

  private static String printed(List<String> names) {
    return String.join(" or ", names.stream().map(PrintedName.CONSOLE::of).toList());
  }
}
