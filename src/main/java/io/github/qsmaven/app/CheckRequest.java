package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.files.SqlFile;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.files.ReportFiles;
import io.github.qsmaven.settings.Target;
import java.util.List;

/**
 * The request of {@link Check}.
 *
 * @param goal the goal that checks
 * @param target the server and the credential
 * @param query which tables to list
 * @param expectations the expected tables, and the accepted findings
 * @param scope what to check and to read
 * @param rules how strictly to check
 * @param files where the reports go
 * @param sql the files of SQL to compare with what the contracts expect; none: no comparison
 */
public record CheckRequest(
    Goal goal,
    Target target,
    CatalogQuery query,
    PendingExpectations expectations,
    Scope scope,
    CheckRules rules,
    ReportFiles<CheckReport> files,
    List<SqlFile> sql) {
  public CheckRequest {
    sql = List.copyOf(sql);
  }

  /** Without SQL. */
  public CheckRequest(
      Goal goal,
      Target target,
      CatalogQuery query,
      PendingExpectations expectations,
      Scope scope,
      CheckRules rules,
      ReportFiles<CheckReport> files) {
    this(goal, target, query, expectations, scope, rules, files, List.of());
  }

  /** What to check, and of which tables to read the columns. */
  public enum Scope {
    /**
     * The names of tables. No filter applies to expected tables. Columns are read only for a report
     * that shows them. Expecting no table is allowed.
     */
    NAMES,
    /** As {@link #NAMES}; the columns are read for {@code tables.json} too. */
    NAMES_WITH_COLUMNS,
    /** Tables and columns: those of the expected tables. Checking nothing is an error. */
    EXPECTED_COLUMNS,
    /** Tables and columns: those of all listed tables, and of expected tables besides. */
    LISTED_COLUMNS;

    /** Whether the names of tables are checked, and nothing else. */
    public boolean isOfNames() {
      return this == NAMES || this == NAMES_WITH_COLUMNS;
    }
  }
}
