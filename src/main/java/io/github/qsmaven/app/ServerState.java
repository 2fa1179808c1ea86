package io.github.qsmaven.app;

import io.github.qsmaven.app.ReliedTables.Relied;
import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.EnumValues;
import io.github.qsmaven.catalog.ReadProgress;
import io.github.qsmaven.catalog.ResultTypes;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.catalog.UnreadableTables;
import io.github.qsmaven.check.SqlAnswer;
import io.github.qsmaven.check.SqlNames;
import io.github.qsmaven.connection.Analysis.Accepted;
import io.github.qsmaven.connection.ResultColumn;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.lock.LockBuilder;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedStatement;
import io.github.qsmaven.model.LockedStatement.LockedField;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.sql.ScriptStatement;
import io.github.qsmaven.sql.SqlScript;
import io.github.qsmaven.types.CanonicalType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a project relies on of the server of a session, in the form of a lock.
 *
 * @param session the session
 * @param catalogs reads the catalog
 * @param detailsReader reads columns
 * @param probe asks for a table directly
 * @param progress receives the progress
 * @param log receives what is being done
 */
record ServerState(
    Session session,
    CatalogFallback catalogs,
    SchemaDetailsReader detailsReader,
    TableProbe probe,
    ReadProgress progress,
    ConnectionLog log) {
  /**
   * The tables.
   *
   * @param scripts the SQL of the project
   * @param relied the tables, and which of them statements name
   * @param details their columns
   * @param enumValues the values of enumerations, by the names of the types
   * @param unreadable the tables that the credential may not read
   */
  record Tables(
      List<SqlScript> scripts,
      Relied relied,
      SchemaDetails details,
      Map<String, List<String>> enumValues,
      Set<TableName> unreadable) {
    /**
     * The tables as a lock.
     *
     * @param postgres whether the server is PostgreSQL
     * @param statements the statements
     */
    Lock lock(boolean postgres, List<LockedStatement> statements) {
      return new LockBuilder().build(details, postgres, enumValues, unreadable, statements);
    }
  }

  /**
   * A statement and what is known of it.
   *
   * @param answer what the server says
   * @param result the columns of its result; empty if it has none, or does not hold
   * @param parameters the types of its parameters
   */
  record Described(SqlAnswer answer, List<LockedField> result, List<String> parameters) {}

  /**
   * Reads the tables, with a fixed number of statements, apart from those for expected tables that
   * are not listed.
   *
   * @param reliance by what the project relies on tables
   * @param besides tables that are read as well
   * @throws CannotCheckException if they cannot be read
   */
  Tables read(Reliance reliance, Collection<TableName> besides)
      throws SQLException, CannotCheckException {
    boolean postgres = session.isPostgres();
    log.doing("reading the SQL");
    List<SqlScript> scripts = reliance.sql().scripts(postgres);
    log.doing("reading the catalog");
    Relied relied = new ReliedTables(session, catalogs, probe).find(reliance, scripts, besides);
    log.doing("reading the columns");
    SchemaDetails details = detailsReader.read(session, relied.catalog(), relied.tables());
    Set<TableName> unreadable = new HashSet<>(relied.unreadable());
    Map<String, List<String>> enumValues = new HashMap<>();
    if (postgres) {
      Map<ColumnType, List<String>> values = new EnumValues().of(session, details);
      values.forEach((type, ofType) -> enumValues.put(new CanonicalType(type).text(), ofType));
      unreadable.addAll(
          new UnreadableTables()
              .of(session, relied.tables().stream().map(table -> table.name()).toList()));
    } else {
      unreadable.addAll(details.notRead().keySet());
    }
    return new Tables(scripts, relied, details, enumValues, unreadable);
  }

  /**
   * Has the server analyze statements, and names the types of all results with one statement more.
   *
   * @param tables the tables, with the SQL
   * @param selected which statements
   */
  List<Described> analyze(Tables tables, Predicate<ScriptStatement> selected)
      throws SQLException, CannotCheckException {
    if (tables.scripts().stream().flatMap(s -> s.statements().stream()).noneMatch(selected)) {
      return List.of();
    }
    log.doing("analyzing the SQL");
    SqlNames names = new SqlNames(tables.relied().catalog(), session.isPostgres());
    SqlTargets targets = new SqlTargets(session, tables.relied().catalog(), names, detailsReader);
    SqlAnalysis analysis =
        new SqlAnalysis(session, new SqlCanary().way(session), targets, progress);
    List<SqlAnswer> answers =
        analysis.of(tables.scripts(), selected).stream()
            .filter(answer -> selected.test(answer.statement()))
            .toList();
    List<ResultColumn> all = new ArrayList<>();
    for (SqlAnswer answer : answers) {
      Accepted accepted = analysis.accepted().get(answer.statement());
      if (accepted != null) {
        all.addAll(accepted.columns());
        accepted.parameters().forEach(oid -> all.add(new ResultColumn("", oid, -1)));
      }
    }
    List<String> types = new ResultTypes().qualified(session, all);
    List<Described> described = new ArrayList<>(answers.size());
    int next = 0;
    for (SqlAnswer answer : answers) {
      List<LockedField> result = new ArrayList<>();
      List<String> parameters = List.of();
      Accepted accepted = analysis.accepted().get(answer.statement());
      if (accepted != null) {
        for (ResultColumn column : accepted.columns()) {
          result.add(new LockedField(column.name(), types.get(next++)));
        }
        parameters = types.subList(next, next + accepted.parameters().size());
        next += parameters.size();
      }
      described.add(new Described(answer, result, parameters));
    }
    return described;
  }
}
