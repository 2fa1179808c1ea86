package io.github.qsmaven.app;

import static java.util.stream.Collectors.joining;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.ReadProgress;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.check.SqlAnswer;
import io.github.qsmaven.check.SqlAnswer.Rejected;
import io.github.qsmaven.check.SqlCheck;
import io.github.qsmaven.check.SqlNames;
import io.github.qsmaven.check.SqlRejection;
import io.github.qsmaven.check.SqlSuggestions;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.SqlUsage;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.sql.ScriptStatement;
import io.github.qsmaven.sql.SqlScript;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Has the server analyze the statements of the project, without executing them, and writes the
 * reports.
 */
public final class CheckSql {
  /** The most names that are looked for in other schemas. */
  private static final int MOST_MISSING = 1_000;

  private static final int MOST_FILES = 10;

  private final Sessions sessions;
  private final CatalogFallback catalogs;
  private final SchemaDetailsReader detailsReader;
  private final ReadProgress progress;
  private final Clock clock;

  /**
   * @param sessions the sessions of the build
   * @param catalogs reads the catalog
   * @param detailsReader reads columns
   * @param progress receives the progress
   * @param clock gives the day, for acceptances
   */
  public CheckSql(
      Sessions sessions,
      CatalogFallback catalogs,
      SchemaDetailsReader detailsReader,
      ReadProgress progress,
      Clock clock) {
    this.sessions = sessions;
    this.catalogs = catalogs;
    this.detailsReader = detailsReader;
    this.progress = progress;
    this.clock = clock;
  }

  /**
   * Runs the check.
   *
   * @param request what to check
   * @param log receives messages about the session
   * @return the outcome; findings are a result, not an exception
   * @throws CannotCheckException if there is no statement, the server cannot be queried or analyzes
   *     no statement, or a report cannot be written
   */
  public CheckOutcome run(CheckSqlRequest request, ConnectionLog log) throws CannotCheckException {
    return new ReportedRun(Goal.CHECK_SQL, request.target(), request.checked().reports(), log)
        .run(sessions, (session, redactor) -> check(session, request, log));
  }

  private CheckReport check(Session session, CheckSqlRequest request, ConnectionLog log)
      throws SQLException, CannotCheckException {
    boolean postgres = session.isPostgres();
    SqlRequest checked = request.checked();
    log.doing("reading the SQL");
    List<SqlScript> scripts = checked.sql().scripts(postgres);
    requireStatements(scripts);
    log.doing("reading the catalog");
    Catalog catalog = catalogs.read(session, request.query());
    log.doing("analyzing the SQL");
    SqlNames names = new SqlNames(catalog, postgres);
    AnalysisWay way = new SqlCanary().way(session);
    if (way.kind() == AnalysisWay.Kind.NONE) {
      throw new CannotCheckException(
          "Cannot have SQL analyzed by "
              + session.where()
              + ": "
              + NameEscaper.CONSOLE.of(way.why())
              + ".",
          "run qs:doctor, which shows what the server answers; a pooler in between may be in the"
              + " way.");
    }
    SqlTargets targets = new SqlTargets(session, catalog, names, detailsReader);
    List<SqlAnswer> answers = new SqlAnalysis(session, way, targets, progress).of(scripts);
    log.doing("comparing the SQL with the tables");
    request.target().timeouts().limit().require("check the SQL");
    SqlRejection rejection = new SqlRejection(checked.sql().dialect(postgres), postgres);
    SqlSuggestions suggestions = suggestions(session, catalog, names, answers);
    CheckResult result =
        strict(
            new SqlCheck(
                    checked.rules(),
                    checked.acceptances(),
                    LocalDate.now(clock),
                    rejection,
                    suggestions,
                    catalog)
                .check(answers));
    ServerState server =
        new ServerState(session, catalogs, detailsReader, new TableProbe(), progress, log);
    result = new SqlCauses(request.lock(), server, request.query()).explained(result, answers);
    return new CheckReport(
        Goal.CHECK_SQL,
        request
            .target()
            .endpoint()
            .answering(
                request.target().credential().password().redactName(session.serverVersion())),
        SchemaDetails.of(catalog),
        result,
        checked.acceptFile(),
        usage(scripts, names));
  }

  /** What the SQL is, and which tables it names. */
  static SqlUsage usage(List<SqlScript> scripts, SqlNames names) {
    List<ScriptStatement> statements =
        scripts.stream().flatMap(script -> script.statements().stream()).toList();
    return new SqlUsage(
        scripts.size(),
        statements.stream().map(ScriptStatement::statement).toList(),
        names.readers(statements));
  }

  static void requireStatements(List<SqlScript> scripts) throws CannotCheckException {
    if (scripts.stream().allMatch(script -> script.statements().isEmpty())) {
      throw new CannotCheckException(
          "There is no statement in "
              + new Quantity(scripts.size(), "file")
              + " of SQL: "
              + scripts.stream()
                  .limit(MOST_FILES)
                  .map(script -> NameEscaper.CONSOLE.of(script.file()))
                  .collect(joining(", "))
              + (scripts.size() > MOST_FILES ? ", ..." : "."),
          "correct qs.sqlFiles; set qs.skip where nothing is to be checked.");
    }
  }

  /** Reads columns, and looks for tables elsewhere, only if a finding needs them. */
  private SqlSuggestions suggestions(
      Session session, Catalog catalog, SqlNames names, List<SqlAnswer> answers)
      throws SQLException {
    Set<Table> named = new LinkedHashSet<>();
    Set<String> missing = new LinkedHashSet<>();
    for (SqlAnswer answer : answers) {
      if (answer.verdict() instanceof Rejected rejected && missing.size() < MOST_MISSING) {
        if (rejected.error().isAboutColumn()) {
          named.addAll(names.of(answer.statement()));
        } else if (rejected.error().isAboutExistence()) {
          answer.statement().names().forEach(name -> missing.add(name.get(name.size() - 1)));
        }
      }
    }
    SchemaDetails details = SchemaDetails.of(catalog);
    if (!named.isEmpty()) {
      try {
        details = detailsReader.read(session, catalog, List.copyOf(named));
      } catch (CannotCheckException e) {
        // The findings stand without suggestions.
      }
    }
    List<TableName> elsewhere =
        missing.isEmpty() ? List.of() : catalogs.findAnywhere(session, missing).names();
    return new SqlSuggestions(catalog, names, details, elsewhere);
  }

  /**
   * A build that checked nothing must not pass: then what was not checked fails it, unless the user
   * has turned that off or accepted it.
   */
  static CheckResult strict(CheckResult result) {
    boolean nothing = result.coverage().tablesChecked() == 0 && result.failOn() == FailOn.ERROR;
    return nothing ? new CheckResult(result.findings(), result.coverage(), FailOn.WARNING) : result;
  }
}
