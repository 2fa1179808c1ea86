package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SimilarNames;
import io.github.qsmaven.model.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The schemas that a catalog shows.
 *
 * @param statements each lists schemas; sent one after the other, for as long as one that was asked
 *     for was not seen
 */
record SchemaLookup(List<String> statements) {

  /** Of a catalog that lists them all by one statement. */
  SchemaLookup(String sql) {
    this(List.of(sql));
  }

  /**
   * The schemas that a listing searched, made sure that each of them is there.
   *
   * @param session where to ask, where the tables do not tell
   * @param asked the schemas that were asked for; empty: whatever the catalog shows
   * @param tables the tables that were listed
   * @return the schemas
   * @throws UnusableCatalogException if the catalog shows no schema at all: it then knows nothing
   * @throws CannotCheckException if a schema that was asked for does not exist
   */
  List<String> searched(Session session, List<String> asked, List<Table> tables)
      throws SQLException, UnusableCatalogException, CannotCheckException {
    Set<String> seen = new LinkedHashSet<>();
    tables.forEach(table -> seen.add(table.name().schema()));
    if (asked.isEmpty()) {
      return tables.isEmpty()
          ? shown(session, asked, seen).stream().filter(SchemaLookup::isOfUsers).toList()
          : List.copyOf(seen);
    }
    List<String> unknown = new ArrayList<>(asked);
    unknown.removeAll(shown(session, asked, seen));
    if (!unknown.isEmpty()) {
      throw unknown(session, unknown, seen);
    }
    return asked;
  }

  /** Adds to the schemas that were seen, until those that were asked for are among them. */
  private Set<String> shown(Session session, List<String> asked, Set<String> seen)
      throws SQLException, UnusableCatalogException {
    for (String sql : statements) {
      if (seen.isEmpty() || !seen.containsAll(asked)) {
        seen.addAll(session.query(sql, List.of(), row -> row.getString(1)));
      }
    }
    if (seen.isEmpty()) {
      throw new UnusableCatalogException("shows no schema at all");
    }
    return seen;
  }

  /**
   * Says what it means that a catalog did not show some schemas.
   *
   * @param session where to look for those that may have been meant
   * @param names the schemas; empty: it showed none, and none was asked for by name
   * @throws UnusableCatalogException if the catalog shows no schema at all: it then knows nothing
   * @throws CannotCheckException if it shows others, and these were asked for
   */
  void notShown(Session session, List<String> names)
      throws SQLException, UnusableCatalogException, CannotCheckException {
    Set<String> others = shown(session, names, new LinkedHashSet<>());
    if (!names.isEmpty()) {
      throw unknown(session, names, others);
    }
  }

  private static CannotCheckException unknown(
      Session session, List<String> unknown, Set<String> all) {
    SimilarNames schemas = new SimilarNames(all.stream().filter(SchemaLookup::isOfUsers).toList());
    List<String> meant =
        unknown.stream().flatMap(schema -> schemas.nearest(schema, 3).stream()).toList();
    return new CannotCheckException(
        "Not every schema of qs.schemas exists on "
            + session.where()
            + ": there is no "
            + String.join(", ", unknown.stream().map(NameEscaper.CONSOLE::quoted).toList())
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
    return String.join(" or ", names.stream().map(NameEscaper.CONSOLE::of).toList());
  }
}
