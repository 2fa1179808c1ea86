package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.connection.Target;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.ReportFiles;

/**
 * What {@link Check} is asked.
 *
 * @param goal the goal that asks
 * @param target where to ask, as whom
 * @param query which tables to look at
 * @param expectations what must be there, and what is lived with
 * @param scope what to read the columns of
 * @param rules how strictly to check
 * @param files where the reports go
 */
public record CheckRequest(
    Goal goal,
    Target target,
    CatalogQuery query,
    Expectations expectations,
    Scope scope,
    CheckRules rules,
    ReportFiles<CheckReport> files) {
  /** The tables whose columns are read. */
  public enum Scope {
    /** Those of which columns are demanded. */
    DEMANDED,
    /** All that are listed, and the demanded ones besides. */
    LISTED
  }
}
