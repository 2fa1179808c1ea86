package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.lock.LockFile;
import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.files.ReportFiles;
import io.github.qsmaven.settings.Target;
import java.nio.file.Path;
import java.util.List;

/**
 * The request to {@link Drift}.
 *
 * @param target the server and the credential
 * @param query which tables to list
 * @param everything whether the project relies on all listed tables
 * @param expectations the expected tables
 * @param sql the SQL of the project
 * @param before what to compare the server with
 * @param caseSensitive whether names match only in the same case
 * @param rules the severities of findings, and which of them fail the build
 * @param acceptFile the file in which findings are accepted, as users know it
 * @param acceptances the accepted findings, of any goal
 * @param reports where the reports go
 * @param lock the lock of the project, for commands
 * @param candidate where to write what the lock would be, if there is none
 */
public record DriftRequest(
    Target target,
    CatalogQuery query,
    boolean everything,
    Expectations expectations,
    ProjectSql sql,
    Before before,
    boolean caseSensitive,
    CheckRules rules,
    String acceptFile,
    List<Acceptance> acceptances,
    ReportFiles<CheckReport> reports,
    LockFile lock,
    Path candidate) {
  /** Copies the list. */
  public DriftRequest {
    acceptances = List.copyOf(acceptances);
  }
}
