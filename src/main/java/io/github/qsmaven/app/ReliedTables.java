package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.catalog.TableProbe.Answer;
import io.github.qsmaven.check.ListedExpectations;
import io.github.qsmaven.check.SqlNames;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.sql.ScriptStatement;
import io.github.qsmaven.sql.SqlScript;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the tables of a server that a project relies on: those that its contracts and parameters
 * expect, and those that its SQL names. A table that is not listed may be in a schema that is not
 * searched; all such names are looked up together.
 *
 * @param session the session
 * @param catalogs reads the catalog
 * @param probe asks for a table directly
 */
record ReliedTables(Session session, CatalogFallback catalogs, TableProbe probe) {
  /** The most tables that are asked for one by one, where no catalog shows all tables. */
  private static final int MOST_PROBES = 100;

  /** Their tables differ between versions of a server. */
  private static final Set<String> SYSTEM_SCHEMAS =
      Set.of("pg_catalog", "information_schema", "pg_toast", "pg_temp");

  /**
   * The tables that a project relies on.
   *
   * @param catalog all tables that are known: the listed ones, and those found elsewhere
   * @param tables those that the project relies on, and those that were asked for besides
   * @param names the tables that the statements name
   * @param expected the table of each expected name, as far as there is one
   * @param unreadable the tables that the server does not let the credential read
   */
  record Relied(
      Catalog catalog,
      List<Table> tables,
      StatementTables names,
      Map<TableReference, TableName> expected,
      Set<TableName> unreadable) {}

  /**
   * Finds the tables, with a fixed number of statements on PostgreSQL if all expected tables are
   * listed.
   *
   * @param reliance by what the project relies on tables
   * @param scripts its SQL
   * @param besides tables that are looked up as well
   * @throws CannotCheckException if no catalog returns tables
   */
  Relied find(Reliance reliance, List<SqlScript> scripts, Collection<TableName> besides)
      throws SQLException, CannotCheckException {
    boolean postgres = session.isPostgres();
    Catalog listed = catalogs.read(session, reliance.query());
    Map<TableName, Table> known = new LinkedHashMap<>();
    listed.tables().forEach(table -> known.put(table.name(), table));
    Set<TableName> relied = new LinkedHashSet<>();
    if (reliance.everything()) {
      relied.addAll(known.keySet());
    }
    List<ExpectedTable> expected =
        reliance.expectations().tables().stream().map(ReliedTables::withColumn).toList();
    CaseRule rule = CaseRule.of(reliance.caseSensitive(), postgres);
    if (!expected.isEmpty()) {
      UnlistedTables unlisted =
          new UnlistedTables(
              session,
              catalogs,
              probe,
              reliance.query(),
              listed,
              new ListedExpectations(listed, reliance.query().filter(), rule, expected),
              reliance.query().filter(),
              false);
      unlisted.find();
      unlisted.tables().forEach(table -> known.putIfAbsent(table.name(), table));
    }
    Set<TableName> unreadable = new HashSet<>();
    lookUp(reliance, scripts, besides, listed, known, unreadable);
    Catalog all =
        new Catalog(
            listed.source(),
            listed.schemas(),
            listed.onSearchPath(),
            List.copyOf(known.values()),
            listed.skipped(),
            listed.remarks());
    Map<TableReference, TableName> matched =
        new ListedExpectations(all, reliance.query().filter(), rule, expected).tables();
    relied.addAll(matched.values());
    StatementTables names = new StatementTables(new SqlNames(all, postgres), scripts);
    names.all().forEach(table -> relied.add(table.name()));
    besides.stream().filter(known::containsKey).forEach(relied::add);
    return new Relied(
        all,
        all.tables().stream().filter(table -> relied.contains(table.name())).toList(),
        names,
        matched,
        unreadable);
  }

  /** Expects a column, so that more than the name of the table is looked up. */
  private static ExpectedTable withColumn(ExpectedTable table) {
    return table.needsDetails()
        ? table
        : new ExpectedTable(
            table.name(),
            List.of(
                new ExpectedColumn(
                    "qs", new ExpectedType(null, null), null, List.of(), null, table.at())),
            table.physicalType(),
            table.rules(),
            table.at());
  }

  /** Adds the tables that the list does not have. */
  private void lookUp(
      Reliance reliance,
      List<SqlScript> scripts,
      Collection<TableName> besides,
      Catalog listed,
      Map<TableName, Table> known,
      Set<TableName> unreadable)
      throws SQLException {
    Set<List<String>> written = written(reliance, scripts, listed);
    Set<TableName> missing = new LinkedHashSet<>(besides);
    missing.removeAll(known.keySet());
    Set<String> bareNames = new HashSet<>();
    written.forEach(name -> bareNames.add(name.get(name.size() - 1)));
    missing.forEach(name -> bareNames.add(name.name()));
    if (bareNames.isEmpty()) {
      return;
    }
    CatalogFallback.Found found = catalogs.findAnywhere(session, bareNames);
    Set<TableName> wanted = new LinkedHashSet<>();
    for (TableName name : found.names()) {
      boolean isWritten =
          !SYSTEM_SCHEMAS.contains(name.schema())
              && reliance.query().filter().selects(name)
              && (written.contains(key(List.of(name.schema(), name.name())))
                  || written.contains(key(List.of(name.name()))));
      if (!known.containsKey(name) && (missing.contains(name) || isWritten)) {
        wanted.add(name);
      }
    }
    Map<TableName, Table> read = new NamedTables(session, catalogs, listed).read(wanted);
    for (TableName name : wanted) {
      Table table = read.getOrDefault(name, new Table(name, TableType.TABLE, false, null));
      // A bare name in a schema that is not searched is a name of something else.
      if (missing.contains(name)
          || table.visible()
          || written.contains(key(List.of(name.schema(), name.name())))) {
        known.put(name, table);
      }
    }
    missing.removeAll(known.keySet());
    if (!found.areAll()) {
      askFor(missing, known, unreadable);
    }
  }

  /** What statements write that may be a table that is not listed, as the keys of names. */
  private Set<List<String>> written(Reliance reliance, List<SqlScript> scripts, Catalog listed) {
    Set<List<String>> written = new HashSet<>();
    Set<List<String>> schemas = new HashSet<>();
    listed.schemas().forEach(schema -> schemas.add(key(List.of(schema))));
    // Only then, other tables than the listed ones can be found by their bare names.
    boolean bare = !reliance.query().schemas().isEmpty();
    for (SqlScript script : scripts) {
      for (ScriptStatement statement : script.statements()) {
        for (List<String> name : statement.names()) {
          List<String> key = key(name);
          if (bare) {
            written.add(key.subList(0, 1));
          }
          for (int i = 0; i + 1 < key.size(); i++) {
            // Of a.b.c, the table may be a.b or b.c.
            if (!schemas.contains(key.subList(i, i + 1))) {
              written.add(key.subList(i, i + 2));
            }
          }
        }
      }
    }
    return written;
  }

  private List<String> key(List<String> name) {
    return session.isPostgres() ? name : name.stream().map(CaseRule::fold).toList();
  }

  /** A server may have tables that it does not list. */
  private void askFor(
      Set<TableName> missing, Map<TableName, Table> known, Set<TableName> unreadable)
      throws SQLException {
    for (TableName name : missing.stream().limit(MOST_PROBES).toList()) {
      Answer answer = probe.ask(session, name.schema(), name.name());
      if (answer != Answer.ABSENT) {
        known.put(name, new Table(name, TableType.TABLE, false, null));
      }
      if (answer == Answer.UNREADABLE || answer == Answer.HIDDEN) {
        unreadable.add(name);
      }
    }
  }

  /** The expected tables that the server does not have, as the user wrote them. */
  static List<String> missing(Expectations expectations, Relied relied) {
    List<String> missing = new ArrayList<>();
    for (ExpectedTable table : expectations.tables()) {
      if (!relied.expected().containsKey(table.name()) && !missing.contains(table.name().text())) {
        missing.add(table.name().text());
      }
    }
    return missing;
  }
}
