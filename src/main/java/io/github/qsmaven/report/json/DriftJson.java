package io.github.qsmaven.report.json;

import io.github.qsmaven.model.Change;
import io.github.qsmaven.model.Change.Broken;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Sides;
import io.github.qsmaven.model.SqlStatement;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.JsonObject;
import io.github.qsmaven.report.ResultView;
import java.util.List;

/** {@code drift.json}, as {@code drift.schema.json} describes it. */
final class DriftJson {
  /** Every change of a table has the same readers. */
  private static final int MOST_READERS = 100;

  private DriftJson() {}

  static JsonObject of(ResultView view) {
    Coverage coverage = view.coverage();
    Sides sides = view.sides();
    return JsonParts.report(view)
        .with("before", sides == null || !sides.locked() ? null : sides.before())
        .with("after", sides == null ? null : sides.after())
        .with("failOn", view.failOn().word())
        .with("failed", view.failed())
        .with("tables", coverage.tables())
        .with("tablesChecked", coverage.tablesChecked())
        .with("columns", coverage.columns())
        .with("columnsChecked", coverage.columnsChecked())
        .with("unchecked", coverage.unchecked(), DriftJson::unchecked)
        .with("findings", view.findings(), DriftJson::finding);
  }

  private static JsonObject unchecked(Unchecked unchecked) {
    return new JsonObject()
        .with("what", unchecked.what().word())
        .with("table", unchecked.statement() == null ? unchecked.table() : null)
        .with("statement", JsonParts.statement(unchecked.statement()))
        .with("at", JsonParts.position(unchecked.at()))
        .with("reason", unchecked.why());
  }

  private static JsonObject finding(Finding finding) {
    Change change = finding.change();
    List<Broken> broken = change == null ? List.of() : change.broken();
    List<SqlStatement> readers = change == null ? List.of() : change.readers();
    return JsonParts.finding(finding, finding.table())
        .with("before", change == null ? null : finding.expected())
        .with("after", change == null ? null : finding.actual())
        .with("impact", change == null ? null : change.impact().word())
        .with("detail", change == null ? "" : change.detail())
        .with("command", change == null ? "" : change.command())
        .with("broken", broken, DriftJson::broken)
        .with("readerCount", readers.size())
        .with("readers", ResultView.first(MOST_READERS, readers), JsonParts::statement);
  }

  private static JsonObject broken(Broken broken) {
    return new JsonObject()
        .with("statement", JsonParts.statement(broken.statement()))
        .with("at", JsonParts.position(broken.at()))
        .with("message", broken.message());
  }
}
