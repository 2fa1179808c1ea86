package io.github.qsmaven.report.json;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.JsonObject;
import io.github.qsmaven.report.ResultView;
import org.jspecify.annotations.Nullable;

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
        .with("findings", view.findings(), CheckJson::finding);
  }

  private static JsonObject unchecked(Unchecked unchecked) {
    return new JsonObject()
        .with("what", unchecked.what().word())
        .with("key", unchecked.key())
        .with("table", unchecked.table())
        .with("column", unchecked.column())
        .with("reason", unchecked.why());
  }

  private static JsonObject finding(Finding finding) {
    return new JsonObject()
        .with("code", finding.code().code())
        .with("title", finding.code().title())
        .with("severity", finding.severity().word())
        .with("table", finding.table())
        .with("column", finding.column())
        .with("at", position(finding.at()))
        .with("expected", finding.expected())
        .with("actual", finding.actual())
        .with("why", finding.why())
        .with("suggestions", finding.suggestions(), JsonParts::suggestion)
        .with("help", finding.code().help())
        .with("acceptedBy", acceptance(finding.acceptedBy()));
  }

  private static @Nullable JsonObject acceptance(@Nullable Acceptance acceptance) {
    return acceptance == null
        ? null
        : new JsonObject()
            .with("object", acceptance.object().pattern())
            .with("reason", acceptance.reason())
            .with("until", acceptance.until())
            .with("link", acceptance.link())
            .with("at", position(acceptance.at()));
  }

  private static @Nullable JsonObject position(@Nullable SourcePosition position) {
    return position == null
        ? null
        : new JsonObject()
            .with("file", position.file())
            .with("line", position.line())
            .with("column", position.column());
  }
}
