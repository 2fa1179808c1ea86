package io.github.qsmaven.app;

import static java.util.stream.Collectors.joining;

import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.check.Attribution;
import io.github.qsmaven.check.SqlAnswer;
import io.github.qsmaven.check.SqlAnswer.Mismatch;
import io.github.qsmaven.check.SqlAnswer.Rejected;
import io.github.qsmaven.drift.Difference;
import io.github.qsmaven.drift.SchemaComparison;
import io.github.qsmaven.lock.LockFile;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Cause;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedStatement;
import io.github.qsmaven.model.SqlStatement;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.sql.Fingerprints;
import io.github.qsmaven.sql.SqlScript;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Says of statements that fail whether the schema or the SQL has changed since the lock was
 * written: a statement of the lock held then.
 */
final class SqlCauses {
  private static final int MOST_CHANGES = 3;

  private final LockFile file;
  private final ServerState server;
  private final CatalogQuery query;

  /**
   * @param file the lock, if there is one
   * @param server reads the tables of failing statements
   * @param query the tables that the goal lists
   */
  SqlCauses(LockFile file, ServerState server, CatalogQuery query) {
    this.file = file;
    this.server = server;
    this.query = query;
  }

  /**
   * Adds the reason to the findings on statements that fail. The findings stand without it, so a
   * lock that cannot be read is only a warning.
   *
   * @param result the result
   * @param answers the statements
   * @throws SQLException if the connection breaks
   */
  CheckResult explained(CheckResult result, List<SqlAnswer> answers) throws SQLException {
    Map<SqlStatement, SqlAnswer> failing = failing(result, answers);
    try {
      Lock lock = failing.isEmpty() ? null : file.read();
      return lock == null ? result : explained(result, failing, lock);
    } catch (CannotCheckException e) {
      server.log().warn("Whether the schema or the SQL has changed is not known: " + e.headline());
      return result;
    }
  }

  /** The statements that a finding says to fail. */
  private static Map<SqlStatement, SqlAnswer> failing(CheckResult result, List<SqlAnswer> answers) {
    Map<SqlStatement, SqlAnswer> byStatement = new HashMap<>();
    for (SqlAnswer answer : answers) {
      if (answer.verdict() instanceof Rejected || answer.verdict() instanceof Mismatch) {
        byStatement.put(answer.statement().statement(), answer);
      }
    }
    Set<SqlStatement> found = new HashSet<>();
    for (Finding finding : result.findings()) {
      if (finding.sql() != null && finding.code() != FindingCode.SQL_NOT_CHECKED) {
        found.add(finding.sql().statement());
      }
    }
    byStatement.keySet().retainAll(found);
    return byStatement;
  }

  private CheckResult explained(CheckResult result, Map<SqlStatement, SqlAnswer> failing, Lock lock)
      throws SQLException, CannotCheckException {
    Map<String, LockedStatement> locked = new HashMap<>();
    lock.statements().forEach(one -> locked.put(one.fingerprint(), one));
    Map<SqlScript, Fingerprints> fingerprints = new HashMap<>();
    Map<SqlStatement, LockedStatement> held = new HashMap<>();
    Set<SqlStatement> notChecked = new HashSet<>();
    Set<TableName> tables = new HashSet<>();
    failing.forEach(
        (statement, answer) -> {
          LockedStatement before =
              locked.get(
                  fingerprints
                      .computeIfAbsent(answer.script(), Fingerprints::new)
                      .of(answer.statement()));
          if (before != null && before.notChecked() == null) {
            held.put(statement, before);
            tables.addAll(before.reads());
          } else if (before != null) {
            notChecked.add(statement);
          }
        });
    Attribution changes = new Attribution(differences(lock, tables));
    List<Finding> findings = new ArrayList<>(result.findings().size());
    for (Finding finding : result.findings()) {
      SqlStatement statement = finding.sql() == null ? null : finding.sql().statement();
      SqlAnswer answer = statement == null ? null : failing.get(statement);
      if (answer == null
          || finding.code() == FindingCode.SQL_NOT_CHECKED
          || notChecked.contains(statement)) {
        findings.add(finding);
      } else if (held.containsKey(statement)) {
        findings.add(finding.because(Cause.SCHEMA, moved(changes.causesOf(answer))));
      } else {
        findings.add(
            finding.because(
                Cause.SQL,
                "this SQL is new or was changed, or failed already when the lock was written: the"
                    + " lock does not have it"));
      }
    }
    return new CheckResult(findings, result.coverage(), result.failOn());
  }

  /** The changes of tables since the lock was written. */
  private List<Difference> differences(Lock lock, Set<TableName> tables)
      throws SQLException, CannotCheckException {
    if (tables.isEmpty()) {
      return List.of();
    }
    Reliance nothingElse =
        new Reliance(
            query,
            false,
            new Expectations(List.of(), List.of(), ""),
            new ProjectSql(List.of(), null, Set.of(), Map.of()),
            false);
    boolean postgres = server.session().isPostgres();
    Lock after = server.read(nothingElse, tables).lock(postgres, List.of());
    Lock before =
        new Lock(
            lock.exact(),
            lock.postgres(),
            lock.catalog(),
            lock.schemas(),
            lock.tables().stream().filter(table -> tables.contains(table.name())).toList(),
            lock.types(),
            List.of());
    return new SchemaComparison(before, after).differences();
  }

  private static String moved(List<Difference> causes) {
    String why =
        causes.stream()
            .limit(MOST_CHANGES)
            .map(
                change -> change.code().code() + " " + change.code().title() + " " + object(change))
            .collect(joining(", "));
    return "the schema has changed, not your SQL"
        + (why.isEmpty() ? ": the statement was valid when the lock was written" : ": " + why)
        + (causes.size() > MOST_CHANGES ? ", ..." : "");
  }

  private static String object(Difference change) {
    String column = change.column();
    return column == null ? change.listedName() : change.listedName() + "." + column;
  }
}
