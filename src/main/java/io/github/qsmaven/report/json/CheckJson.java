package io.github.qsmaven.report.json;

import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.JsonObject;
import io.github.qsmaven.report.ResultView;

/** {@code check.json}, as {@code check.schema.json} describes it. */
final class CheckJson {
  private CheckJson() {}

  static JsonObject of(ResultView view) {
    Coverage coverage = view.coverage();
    return JsonParts.report(view)
        .with("failOn", view.failOn().word())
        .with("failed", view.failed())
        .with("tables", coverage.tables())
        .with("tablesChecked", coverage.tablesChecked())
        .with("columns", coverage.columns())
        .with("columnsChecked", coverage.columnsChecked())
        .with("unchecked", coverage.unchecked(), CheckJson::unchecked)
        .with("findings", view.findings(), finding -> JsonParts.finding(finding, finding.table()));
  }

  private static JsonObject unchecked(Unchecked unchecked) {
    return new JsonObject()
        .with("what", unchecked.what().word())
        .with("key", unchecked.key())
        .with("table", unchecked.table())
        .with("column", unchecked.column())
        .with("reason", unchecked.why());
  }
}
