package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.connection.Target;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.ReportFiles;
import java.util.List;
import java.util.Map;

/**
 * What {@link ListTables} is asked.
 *
 * @param target where to ask, as whom
 * @param query which tables to list
 * @param expected the tables that must be there; one given twice counts once
 * @param places where those are written that are written in a file
 * @param failOnUnreadable whether each of them must be readable too; then each is asked for
 * @param failOn whether a missing table fails the build
 * @param files where the reports go
 */
public record ListTablesRequest(
    Target target,
    CatalogQuery query,
    List<TableReference> expected,
    Map<TableReference, SourcePosition> places,
    boolean failOnUnreadable,
    FailOn failOn,
    ReportFiles<CheckReport> files) {
  /** Copies, and drops what is expected twice. */
  public ListTablesRequest {
    expected = expected.stream().distinct().toList();
    places = Map.copyOf(places);
  }
}
