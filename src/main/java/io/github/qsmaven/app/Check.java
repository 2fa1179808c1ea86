package io.github.qsmaven.app;

import static java.util.stream.Collectors.joining;

import io.github.qsmaven.app.CheckRequest.Scope;
import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.check.ListedExpectations;
import io.github.qsmaven.check.SchemaCheck;
import io.github.qsmaven.check.ServerSnapshot;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.connection.SessionLog;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.CheckReport;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists tables, reads what is in those that are demanded, or in all, holds the demands against it,
 * and writes the reports.
 */
public final class Check {
  private static final int MOST_UNCHECKED = 10;

  private final Sessions sessions;
  private final CatalogFallback catalogs;
  private final SchemaDetailsReader structures;
  private final TableProbe probe;
  private final Clock clock;

  /**
   * @param sessions the sessions of the build
   * @param catalogs how to read the catalog
   * @param structures how to read what is in tables
   * @param probe how to ask for a table directly
   * @param clock tells the day, for acceptances
   */
  public Check(
      Sessions sessions,
      CatalogFallback catalogs,
      SchemaDetailsReader structures,
      TableProbe probe,
      Clock clock) {
    this.sessions = sessions;
    this.catalogs = catalogs;
    this.structures = structures;
    this.probe = probe;
    this.clock = clock;
  }

  /**
   * Does it.
   *
   * @param request what is asked
   * @param log hears of the session
   * @return what was found; findings are a result, not an exception
   * @throws CannotCheckException if it could not be found out, nothing of what is demanded could be
   *     checked, or a report cannot be written
   */
  public CheckOutcome run(CheckRequest request, SessionLog log) throws CannotCheckException {
    long start = System.nanoTime();
    request.files().prepare();
    CheckReport report = sessions.use(request.target(), log, session -> ask(session, request));
    List<Path> files = request.files().write(report);
    return new CheckOutcome(report, files, Duration.ofNanos(System.nanoTime() - start));
  }

  private CheckReport ask(Session session, CheckRequest request)
      throws SQLException, CannotCheckException {
    List<ExpectedTable> expected = request.expectations().relations();
    Catalog catalog = catalogs.read(session, request.query());
    ListedExpectations demanded =
        new ListedExpectations(catalog, request.query().filter(), expected);
    UnlistedTables.Found unlisted =
        new UnlistedTables(catalogs, probe, request.query(), catalog)
            .find(session, demanded.unlisted());
    List<Table> wanted =
        new ArrayList<>(request.scope() == Scope.LISTED ? catalog.tables() : demanded.listed());
    wanted.addAll(unlisted.tables());
    SchemaDetails structure = structures.read(session, catalog, wanted);
    ServerSnapshot snapshot =
        new ServerSnapshot(
            structure,
            unlisted.untyped(),
            unlisted.hidden(),
            unlisted.elsewhere(),
            request.query().filter(),
            session.isPostgres());
    CheckResult result =
        new SchemaCheck(request.rules(), request.expectations().acceptances(), LocalDate.now(clock))
            .check(expected, snapshot);
    if (request.scope() == Scope.DEMANDED) {
      requireChecked(result, session);
    }
    return new CheckReport(
        request.goal(),
        request.target().endpoint().answering(session.serverVersion()),
        structure,
        result,
        request.expectations().acceptFile());
  }

  /** A build that checked nothing must not pass; a picture of the schema is none. */
  private static void requireChecked(CheckResult result, Session session)
      throws CannotCheckException {
    if (result.coverage().tablesChecked() > 0
        || result.findings().stream().anyMatch(finding -> finding.code().isAcceptable())) {
      return;
    }
    List<Unchecked> unchecked = result.coverage().unchecked();
    throw new CannotCheckException(
        "None of the demanded tables could be checked on "
            + session.where()
            + ", so nothing was: "
            + unchecked.stream()
                .limit(MOST_UNCHECKED)
                .map(table -> NameEscaper.CONSOLE.of(table.object() + ": " + table.why()))
                .collect(joining("; "))
            + (unchecked.size() > MOST_UNCHECKED ? "; ..." : "."),
        "correct qs.includes, qs.excludes or qs.severities, or the contracts; set qs.skip where"
            + " nothing is to be checked.");
  }
}
