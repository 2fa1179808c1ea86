package io.github.qsmaven.app;

import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.files.ReportFiles;
import java.util.List;

/**
 * What is checked of the SQL of a project, with a server or without one.
 *
 * @param sql the SQL
 * @param acceptances the accepted findings, of any goal
 * @param acceptFile the file in which findings are accepted, as users know it
 * @param rules the severities of findings, and which of them fail the build
 * @param reports where the reports go
 */
public record SqlRequest(
    ProjectSql sql,
    List<Acceptance> acceptances,
    String acceptFile,
    CheckRules rules,
    ReportFiles<CheckReport> reports) {
  /** Copies the acceptances. */
  public SqlRequest {
    acceptances = List.copyOf(acceptances);
  }
}
