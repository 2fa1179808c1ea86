package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SimilarNames;
import io.github.qsmaven.model.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks up the schemas that a catalog shows.
 *
 * @param source the catalog
 * @param statements the statements that list schemas; each is sent only if the ones before it did
 *     not list every requested schema
 */
record SchemaLookup(CatalogSource source, List<String> statements) {
  SchemaLookup(CatalogSource source, String... statements) {
    this(source, List.of(statements));
  }

  /**
   * Returns the schemas that a listing searched, after verifying that each of them exists.
   *
   * @param session the session to use if the tables do not show every schema
   * @param requested the requested schemas; empty: all that the catalog shows
   * @param tables the listed tables
   * @throws UnusableCatalogException if the catalog shows no schema at all, so that its empty list
   *     means nothing
   * @throws CannotCheckException if a requested schema does not exist
   */
  List<String> searched(Session session, List<String> requested, List<Table> tables)
      throws SQLException, UnusableCatalogException, CannotCheckException {
    Set<String> seen = new LinkedHashSet<>();
    tables.forEach(table -> seen.add(table.name().schema()));
    if (requested.isEmpty()) {
      return tables.isEmpty()
          ? shown(session, requested, seen).stream().filter(SchemaLookup::isOfUsers).toList()
          : List.copyOf(seen);
    }
    List<String> unknown = new ArrayList<>(requested);
    unknown.removeAll(shown(session, requested, seen));
    if (!unknown.isEmpty()) {
      throw unknown(session, unknown, seen);
    }
    return requested;
  }

  /** Adds the schemas that the catalog shows to those seen, until these contain the requested. */
  private Set<String> shown(Session session, List<String> requested, Set<String> seen)
      throws SQLException, UnusableCatalogException {
    for (String sql : statements) {
      if (seen.isEmpty() || !seen.containsAll(requested)) {
        seen.addAll(session.query(sql, List.of(), row -> row.getString(1)));
      }
    }
    if (seen.isEmpty()) {
      throw new UnusableCatalogException("returned no schemas");
    }
    return seen;
  }

  /**
   * Finds out why a catalog did not show some schemas.
   *
   * @param session the session to use
   * @param names the schemas; empty: none was requested, and the catalog showed none
   * @throws UnusableCatalogException if the catalog shows no schema at all
   * @throws CannotCheckException if it shows others, and these were requested
   */
  void explainAbsence(Session session, List<String> names)
      throws SQLException, UnusableCatalogException, CannotCheckException {
    Set<String> others = shown(session, names, new LinkedHashSet<>());
    if (!names.isEmpty()) {
      throw unknown(session, names, others);
    }
  }

  /** Query Service does not show a schema that the credential may not read, as far as is known. */
  private CannotCheckException unknown(Session session, List<String> unknown, Set<String> all) {
    SimilarNames schemas = new SimilarNames(all.stream().filter(SchemaLookup::isOfUsers).toList());
    List<String> similar =
        unknown.stream()
            .flatMap(schema -> schemas.nearest(schema, 3).stream())
            .map(NameEscaper.CONSOLE::of)
            .toList();
    boolean isCertain = session.isPostgres() && source.showsEverySchema();
    return new CannotCheckException(
        "qs.schemas contains schemas that do not exist on %s%s: %s."
            .formatted(
                session.where(),
                isCertain ? "" : ", or that this credential may not read",
                String.join(", ", unknown.stream().map(NameEscaper.CONSOLE::quoted).toList())),
        "use %s instead, or remove qs.schemas to search the search path%s."
            .formatted(
                similar.isEmpty() ? "the names of existing schemas" : String.join(" or ", similar),
                isCertain
                    ? ""
                    : "; if a name is right, ask for the permission to read the schema"));
  }

  /** PostgreSQL's documentation, "CREATE SCHEMA": the prefix is reserved for the system. */
  private static boolean isOfUsers(String schema) {
    return !schema.startsWith("pg_") && !schema.equals("information_schema");
  }
}
