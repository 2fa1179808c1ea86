package io.github.qsmaven.app;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.connection.Sessions;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.files.ReportFiles;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.settings.Target;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * What every goal with reports does around its work: prepares the report folder, opens a session,
 * removes the password from the texts of the server, and writes the reports.
 *
 * @param goal the goal
 * @param target the server and the credential
 * @param files where the reports go
 * @param log receives messages about the session
 */
record ReportedRun(Goal goal, Target target, ReportFiles<CheckReport> files, ConnectionLog log) {
  /** Makes the report of a goal. */
  @FunctionalInterface
  interface Work {
    /**
     * Makes the report.
     *
     * @param session the session
     * @param redactor removes the password
     */
    CheckReport report(Session session, TextRedactor redactor)
        throws SQLException, CannotCheckException;
  }

  /** Does what comes before the session of the goal. */
  @FunctionalInterface
  interface Preparation {
    /**
     * Prepares the work.
     *
     * @return makes the report
     */
    Work work() throws CannotCheckException;
  }

  /**
   * Runs the goal.
   *
   * @param sessions the sessions of the build
   * @param work makes the report
   * @throws CannotCheckException if the work does, or a report cannot be written
   */
  CheckOutcome run(Sessions sessions, Work work) throws CannotCheckException {
    return run(sessions, () -> work);
  }

  /**
   * Runs the goal.
   *
   * @param sessions the sessions of the build
   * @param preparation runs after the reports of an earlier run were removed, and before the
   *     session of the goal
   * @throws CannotCheckException if the preparation or the work does, or a report cannot be written
   */
  CheckOutcome run(Sessions sessions, Preparation preparation) throws CannotCheckException {
    long start = System.nanoTime();
    log.doing("preparing the report folder");
    files.prepare();
    loadWriters();
    TextRedactor redactor = new TextRedactor(target.credential().password(), false);
    Work work = preparation.work();
    CheckReport report =
        redacted(
            sessions.use(
                target,
                log,
                session -> {
                  log.doing("reading the catalog");
                  return work.report(session, redactor);
                }),
            redactor);
    target.timeouts().limit().require("write the reports");
    log.doing("writing the reports");
    List<Path> written = files.write(report);
    return new CheckOutcome(report, written, Duration.ofNanos(System.nanoTime() - start));
  }

  /** Without the password in the texts of the server; the settings of the user stay. */
  private static CheckReport redacted(CheckReport report, TextRedactor redactor) {
    return new CheckReport(
        report.goal(),
        report.server(),
        redactor.redacted(report.structure()),
        redactor.redacted(report.result()),
        report.acceptFile(),
        report.sql() == null ? null : redactor.redacted(report.sql()),
        report.sides());
  }

  /** Loads the classes that write the reports, while this thread connects and reads. */
  private void loadWriters() {
    TextRedactor redactor = new TextRedactor(target.credential().password(), false);
    Thread preparation =
        new Thread(() -> files.load(redacted(emptyReport(), redactor)), "qs-load-reports");
    preparation.setDaemon(true);
    // If the problem persists, write() reports it.
    preparation.setUncaughtExceptionHandler(
        (thread, e) -> log.debug("Loading the reports failed: " + e.getClass().getName()));
    preparation.start();
  }

  private CheckReport emptyReport() {
    return new CheckReport(
        goal,
        new Server("", "", 0, "", "", ""),
        SchemaDetails.of(new Catalog(CatalogSource.PG_CATALOG, List.of(), true, List.of())),
        new CheckResult(List.of(), Coverage.NONE, FailOn.ERROR),
        "");
  }
}
