package io.github.qsmaven.app;

import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.files.SqlFile;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.files.ReportFiles;
import java.util.List;

/**
 * What {@link OfflineCheck} checks of contracts.
 *
 * @param goal the goal that checks
 * @param filter selects the tables; an expected table that it excludes is not checked
 * @param expectations the expected tables, and the accepted findings
 * @param required whether checking nothing is an error
 * @param rules how strictly to check
 * @param reports where the reports go
 * @param sql the files of SQL to compare with what the contracts expect; none: no comparison
 */
public record OfflineRequest(
    Goal goal,
    NameFilter filter,
    PendingExpectations expectations,
    boolean required,
    CheckRules rules,
    ReportFiles<CheckReport> reports,
    List<SqlFile> sql) {
  /** Copies the files. */
  public OfflineRequest {
    sql = List.copyOf(sql);
  }
}
