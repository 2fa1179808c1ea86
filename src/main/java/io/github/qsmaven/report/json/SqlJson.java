package io.github.qsmaven.report.json;

import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.SqlExcerpt;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.JsonObject;
import io.github.qsmaven.report.ResultView;

/** {@code check-sql.json}, as {@code check-sql.schema.json} describes it. */
final class SqlJson {
  private SqlJson() {}

  static JsonObject of(ResultView view) {
    Coverage coverage = view.coverage();
    return JsonParts.report(view)
        .with("failOn", view.failOn().word())
        .with("failed", view.failed())
        .with("files", view.sql().files())
        .with("statements", coverage.tables())
        .with("statementsChecked", coverage.tablesChecked())
        .with("notChecked", coverage.unchecked(), SqlJson::notChecked)
        .with("findings", view.findings(), SqlJson::finding)
        .with(
            "tables",
            view.sql().readers().entrySet().stream()
                .map(
                    table ->
                        new JsonObject()
                            .with("table", table.getKey())
                            .with("statements", table.getValue(), JsonParts::statement)));
  }

  private static JsonObject notChecked(Unchecked unchecked) {
    return new JsonObject()
        .with("statement", JsonParts.statement(unchecked.statement()))
        .with("at", JsonParts.position(unchecked.at()))
        .with("reason", unchecked.why());
  }

  private static JsonObject finding(Finding finding) {
    SqlExcerpt sql = finding.sql();
    JsonObject json =
        JsonParts.finding(finding, finding.table().isEmpty() ? null : finding.table())
            .with("statement", sql == null ? null : JsonParts.statement(sql.statement()))
            .with(
                "mark",
                sql == null
                    ? null
                    : new JsonObject().with("length", sql.length()).with("guessed", sql.guessed()));
    return finding.cause() == null ? json : json.with("cause", finding.cause().word());
  }
}
