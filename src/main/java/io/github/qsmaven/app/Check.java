package io.github.qsmaven.app;

import static java.util.stream.Collectors.joining;

import io.github.qsmaven.app.CheckRequest.Scope;
import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.check.ListedExpectations;
import io.github.qsmaven.check.SchemaCheck;
import io.github.qsmaven.check.ServerSnapshot;
import io.github.qsmaven.check.SqlNames;
import io.github.qsmaven.check.SqlReaders;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.files.SqlFile;
import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.settings.Secret;
import io.github.qsmaven.sql.ScriptStatement;
import io.github.qsmaven.sql.SqlOptions;
import io.github.qsmaven.sql.SqlReader;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Lists tables, probes expected tables that are not listed, reads columns, compares all of it with
 * the expectations, and writes the reports.
 */
public final class Check {
  private static final int MOST_UNCHECKED = 10;

  private final Sessions sessions;
  private final CatalogFallback catalogs;
  private final SchemaDetailsReader detailsReader;
  private final TableProbe probe;
  private final Clock clock;

  /**
   * @param sessions the sessions of the build
   * @param catalogs reads the catalog
   * @param detailsReader reads columns
   * @param probe asks for a table directly
   * @param clock gives the day, for acceptances
   */
  public Check(
      Sessions sessions,
      CatalogFallback catalogs,
      SchemaDetailsReader detailsReader,
      TableProbe probe,
      Clock clock) {
    this.sessions = sessions;
    this.catalogs = catalogs;
    this.detailsReader = detailsReader;
    this.probe = probe;
    this.clock = clock;
  }

  /**
   * Runs the check.
   *
   * @param request what to check
   * @param log receives messages about the session
   * @return the outcome; findings are a result, not an exception
   * @throws CannotCheckException if the server cannot be queried, no expectation could be checked,
   *     or a report cannot be written
   */
  public CheckOutcome run(CheckRequest request, ConnectionLog log) throws CannotCheckException {
    return new ReportedRun(request.goal(), request.target(), request.files(), log)
        .run(sessions, (session, redactor) -> check(session, request, redactor, log));
  }

  private CheckReport check(
      Session session, CheckRequest request, TextRedactor redactor, ConnectionLog log)
      throws SQLException, CannotCheckException {
    boolean namesOnly = request.scope().isOfNames();
    Catalog catalog = catalogs.read(session, request.query());
    SchemaDetails early = readEarly(session, request, catalog, log);
    if (early.columnsRead()) {
      // Only finds out what is clean, while another thread reads the contract: names are compared
      // as the server spells them.
      redactor.redacted(early);
    }
    log.doing("reading the contracts");
    Expectations expectations = request.expectations().get();
    List<ExpectedTable> expected = expectations.tables();
    log.doing("reading the catalog");
    CaseRule rule = request.rules().caseRule(session.isPostgres());
    NameFilter filter = namesOnly ? NameFilter.ALL : request.query().filter();
    ListedExpectations listed = new ListedExpectations(catalog, filter, rule, expected);
    UnlistedTables unlisted =
        new UnlistedTables(
            session, catalogs, probe, request.query(), catalog, listed, filter, namesOnly);
    unlisted.find();
    if (namesOnly && request.rules().severity(FindingCode.UNREADABLE_TABLE) == Severity.ERROR) {
      unlisted.askForListed();
    }
    log.doing("reading the columns");
    SchemaDetails details = read(session, request, early, listed, unlisted);
    log.doing("comparing the tables with what is expected");
    ServerSnapshot snapshot = unlisted.snapshot(details);
    request.target().timeouts().limit().require("compare the tables with the expectations");
    SchemaCheck check =
        new SchemaCheck(request.rules(), acceptancesOf(expectations, false), LocalDate.now(clock));
    Secret password = request.target().credential().password();
    Server server =
        request.target().endpoint().answering(password.redactName(session.serverVersion()));
    CheckResult result =
        namesOnly
            ? check.checkNames(expected, snapshot)
            : check.check(
                expected,
                snapshot,
                expectations.servers(),
                server,
                readers(session.isPostgres(), request.sql(), catalog));
    if (request.scope() == Scope.EXPECTED_COLUMNS) {
      requireChecked(result, session.where());
    }
    return new CheckReport(request.goal(), server, details, result, expectations.acceptFile());
  }

  /**
   * Those that are not about statements or changes, which other goals check, nor about a lock that
   * is not read.
   */
  static List<Acceptance> acceptancesOf(Expectations expectations, boolean offline) {
    return expectations.acceptances().stream()
        .filter(
            one ->
                !one.code().isOfStatements()
                    && !one.code().isChange()
                    && (offline || one.code() != FindingCode.NOT_IN_LOCK))
        .toList();
  }

  /** Which tables statements name; none if there is no file of SQL. */
  static SqlReaders readers(boolean postgres, List<SqlFile> sql, Catalog catalog) {
    if (sql.isEmpty()) {
      return SqlReaders.NONE;
    }
    SqlReader reader = new SqlReader(SqlOptions.ofNames(postgres));
    List<ScriptStatement> statements =
        sql.stream()
            .flatMap(file -> reader.read(file.path(), file.text()).statements().stream())
            .toList();
    return new SqlReaders(sql.size(), new SqlNames(catalog, postgres).readers(statements));
  }

  /**
   * Reads the columns of all listed tables while a contract is read that may name most of them.
   *
   * @return what was read; nothing if it is better to wait for the contract
   */
  private SchemaDetails readEarly(
      Session session, CheckRequest request, Catalog catalog, ConnectionLog log)
      throws SQLException {
    if (session.isPostgres() && request.expectations().mayName(catalog.tables().size())) {
      log.doing("reading the columns");
      try {
        return detailsReader.read(session, catalog, catalog.tables());
      } catch (CannotCheckException e) {
        // Perhaps because of a table that is not expected.
      }
    }
    return SchemaDetails.of(catalog);
  }

  private SchemaDetails read(
      Session session,
      CheckRequest request,
      SchemaDetails early,
      ListedExpectations listed,
      UnlistedTables unlisted)
      throws SQLException, CannotCheckException {
    Catalog catalog = early.catalog();
    boolean areShown =
        request.files().showColumns()
            || (request.scope() == Scope.NAMES_WITH_COLUMNS && request.files().include("json"));
    if (request.scope().isOfNames() && !areShown) {
      return SchemaDetails.of(catalog);
    }
    Set<Table> tables =
        new LinkedHashSet<>(
            request.scope() == Scope.EXPECTED_COLUMNS ? listed.withColumns() : catalog.tables());
    tables.addAll(unlisted.tables());
    List<Table> others = tables.stream().filter(table -> !early.isRead(table.name())).toList();
    SchemaDetails read = others.isEmpty() ? early : detailsReader.read(session, catalog, others);
    return early.of(tables, read);
  }

  /** A build that checked nothing must not pass; a report of the schema may. */
  static void requireChecked(CheckResult result, String where) throws CannotCheckException {
    if (result.coverage().tablesChecked() > 0
        || result.findings().stream()
            .map(Finding::code)
            .anyMatch(code -> code.isAcceptable() && code != FindingCode.OTHER_DATABASE)) {
      return;
    }
    List<Unchecked> unchecked = result.coverage().unchecked();
    throw new CannotCheckException(
        "None of the expected tables could be checked on "
            + where
            + ": "
            + unchecked.stream()
                .limit(MOST_UNCHECKED)
                .map(table -> NameEscaper.CONSOLE.of(table.object() + ": " + table.why()))
                .collect(joining("; "))
            + (unchecked.size() > MOST_UNCHECKED ? "; ..." : "."),
        "correct qs.includes, qs.excludes or qs.severities, or the contracts; set qs.skip where"
            + " nothing is to be checked.");
  }
}
