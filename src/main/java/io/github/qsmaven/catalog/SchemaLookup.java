package io.github.qsmaven.catalog;

import static java.util.stream.Collectors.joining;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SchemaNames;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Suggestion.Reason;
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
  /** The most schemas that a message lists. */
  private static final int MOST_SHOWN = 20;

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
          ? shown(session, requested, seen).stream()
              .filter(schema -> !SchemaNames.isOfSystem(schema))
              .toList()
          : List.copyOf(seen);
    }
    List<String> unknown = new ArrayList<>(requested);
    unknown.removeAll(shown(session, requested, seen));
    if (!unknown.isEmpty()) {
      throw unknown(session, unknown, seen);
    }
    return requested;
  }

  /** All schemas that the catalog shows. */
  Set<String> all(Session session) throws SQLException {
    Set<String> all = new LinkedHashSet<>();
    for (String sql : statements) {
      all.addAll(session.query(sql, List.of(), row -> row.getString(1)));
    }
    return all;
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
    List<Suggestion> similar =
        SchemaNames.meant(all, unknown, 3).stream()
            .map(schema -> new Suggestion(schema, reason(schema, unknown)))
            .toList();
    List<String> existing =
        all.stream()
            .filter(schema -> !SchemaNames.isOfSystem(schema))
            .sorted(CodePointOrder.INSTANCE)
            .toList();
    int more = existing.size() - MOST_SHOWN;
    boolean isCertain = session.isPostgres() && source.showsEverySchema();
    return new CannotCheckException(
        "qs.schemas contains schemas that do not exist on %s%s: %s%s"
            .formatted(
                session.where(),
                isCertain ? "" : ", or that this credential may not read",
                String.join(", ", unknown.stream().map(NameEscaper.CONSOLE::quoted).toList()),
                similar.isEmpty() ? "." : Suggestion.question(similar, NameEscaper.CONSOLE::of)),
        "use the exact names of schemas, or remove qs.schemas to search the search path%s. The schemas"
                .formatted(
                    isCertain
                        ? ""
                        : "; if a name is right, ask for the permission to read the schema")
            + " are: %s%s."
                .formatted(
                    existing.stream()
                        .limit(MOST_SHOWN)
                        .map(NameEscaper.CONSOLE::of)
                        .collect(joining(", ")),
                    more > 0 ? " and " + more + " more" : ""));
  }

  private static Reason reason(String schema, List<String> unknown) {
    return unknown.stream().anyMatch(schema::equalsIgnoreCase) ? Reason.CASE : Reason.SPELLING;
  }
}
