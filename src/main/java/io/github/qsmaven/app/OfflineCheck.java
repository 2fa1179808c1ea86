package io.github.qsmaven.app;

import io.github.qsmaven.check.SchemaCheck;
import io.github.qsmaven.check.ServerSnapshot;
import io.github.qsmaven.check.SqlAnswer;
import io.github.qsmaven.check.SqlAnswer.Holds;
import io.github.qsmaven.check.SqlAnswer.Mismatch;
import io.github.qsmaven.check.SqlAnswer.NotChecked;
import io.github.qsmaven.check.SqlAnswer.Verdict;
import io.github.qsmaven.check.SqlCheck;
import io.github.qsmaven.check.SqlNames;
import io.github.qsmaven.check.SqlRejection;
import io.github.qsmaven.check.SqlSuggestions;
import io.github.qsmaven.lock.LockedSchema;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedStatement;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.files.ReportFiles;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.sql.Fingerprints;
import io.github.qsmaven.sql.Outcome;
import io.github.qsmaven.sql.ScriptStatement;
import io.github.qsmaven.sql.SqlDialect;
import io.github.qsmaven.sql.SqlScript;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks expectations and statements against a lock: opens no connection, and needs no server entry
 * and no credential.
 */
public final class OfflineCheck {
  private final Lock lock;
  private final String shown;
  private final SchemaDetails details;
  private final Clock clock;

  /**
   * @param lock the lock
   * @param shown its path, as users know it
   * @param clock gives the day, for acceptances
   */
  public OfflineCheck(Lock lock, String shown, Clock clock) {
    this.lock = lock;
    this.shown = shown;
    this.clock = clock;
    this.details = remarked(new LockedSchema(lock).details(), remark());
  }

  private String remark() {
    return "Checked offline against the lock " + shown + ": no server was queried.";
  }

  /** With a sentence that every report shows. */
  private static SchemaDetails remarked(SchemaDetails read, String remark) {
    Catalog catalog = read.catalog();
    return new SchemaDetails(
        new Catalog(
            catalog.source(),
            catalog.schemas(),
            catalog.onSearchPath(),
            catalog.tables(),
            catalog.skipped(),
            List.of(remark)),
        read.relations(),
        read.notRead(),
        read.columnsRead());
  }

  /**
   * Checks expectations against the tables of the lock, and writes the reports.
   *
   * @param request what to check
   * @param log receives what is being done
   * @return the outcome; findings are a result, not an exception
   * @throws CannotCheckException if the expectations cannot be read, none could be checked, or a
   *     report cannot be written
   */
  public CheckOutcome check(OfflineRequest request, ConnectionLog log) throws CannotCheckException {
    return reported(
        request.reports(),
        log,
        () -> {
          Expectations expectations = request.expectations().get();
          NameFilter filter = request.filter();
          SchemaCheck check =
              new SchemaCheck(
                  request.rules(), Check.acceptancesOf(expectations, true), LocalDate.now(clock));
          CheckResult result =
              check.check(
                  expectations.tables(),
                  ServerSnapshot.locked(details, filter, lock.postgres()),
                  List.of(),
                  Server.offline(shown),
                  Check.readers(lock.postgres(), request.sql(), details.catalog()));
          if (request.required()) {
            Check.requireChecked(result, "the lock " + NameEscaper.CONSOLE.of(shown));
          }
          return new CheckReport(
              request.goal(), Server.offline(shown), details, result, expectations.acceptFile());
        });
  }

  /**
   * Checks whether the lock has the statements of the project, and writes the reports.
   *
   * @param request the statements
   * @param log receives what is being done
   * @return the outcome; findings are a result, not an exception
   * @throws CannotCheckException if there is no statement, or a report cannot be written
   */
  public CheckOutcome checkSql(SqlRequest request, ConnectionLog log) throws CannotCheckException {
    return reported(
        request.reports(),
        log,
        () -> {
          SqlDialect dialect = request.sql().dialect(lock.postgres());
          List<SqlScript> scripts = request.sql().scripts(lock.postgres());
          CheckSql.requireStatements(scripts);
          Catalog catalog = details.catalog();
          SqlNames names = new SqlNames(catalog, lock.postgres());
          CheckResult result =
              new SqlCheck(
                      request.rules(),
                      request.acceptances(),
                      LocalDate.now(clock),
                      new SqlRejection(dialect, lock.postgres()),
                      new SqlSuggestions(catalog, names, details, List.of()),
                      catalog)
                  .check(answers(scripts));
          return new CheckReport(
              Goal.CHECK_SQL,
              Server.offline(shown),
              SchemaDetails.of(catalog),
              CheckSql.strict(result),
              request.acceptFile(),
              CheckSql.usage(scripts, names));
        });
  }

  private List<SqlAnswer> answers(List<SqlScript> scripts) {
    Map<String, LockedStatement> locked = new HashMap<>();
    lock.statements().forEach(one -> locked.put(one.fingerprint(), one));
    List<SqlAnswer> answers = new ArrayList<>();
    for (SqlScript script : scripts) {
      Fingerprints fingerprints = new Fingerprints(script);
      for (ScriptStatement statement : script.statements()) {
        answers.add(
            new SqlAnswer(
                script, statement, verdict(statement, locked.get(fingerprints.of(statement)))));
      }
    }
    return answers;
  }

  private static Verdict verdict(ScriptStatement statement, @Nullable LockedStatement locked) {
    SourcePosition at = statement.statement().at();
    Outcome.NotChecked unsendable = statement.unsendable();
    if (unsendable != null) {
      return new NotChecked(unsendable.why(), unsendable.at());
    } else if (locked == null) {
      return new Mismatch(
          FindingCode.NOT_IN_LOCK,
          at,
          "",
          "a statement of the lock",
          "one that is new or was changed since the lock was written");
    }
    return locked.notChecked() == null ? new Holds() : new NotChecked(locked.notChecked(), at);
  }

  /** Makes a report. */
  private interface Work {
    CheckReport report() throws CannotCheckException;
  }

  private static CheckOutcome reported(ReportFiles<CheckReport> files, ConnectionLog log, Work work)
      throws CannotCheckException {
    long start = System.nanoTime();
    log.doing("preparing the report folder");
    files.prepare();
    log.doing("checking against the lock");
    CheckReport report = work.report();
    log.doing("writing the reports");
    List<Path> written = files.write(report);
    return new CheckOutcome(report, written, Duration.ofNanos(System.nanoTime() - start));
  }
}
