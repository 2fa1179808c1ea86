package io.github.qsmaven.report.json;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.ResultView;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code check.json}, as {@code check.schema.json} describes it. */
final class CheckJson {
  private static final int FORMAT_VERSION = 1;

  private CheckJson() {}

  static void write(JsonGenerator json, ResultView view) {
    json.writeStartObject();
    json.writeNumberProperty("formatVersion", FORMAT_VERSION);
    JsonParts.writeSource(json, view.server(), view.catalog());
    json.writeStringProperty("failOn", view.failOn().word());
    json.writeBooleanProperty("failed", view.failed());
    writeCoverage(json, view.coverage());
    json.writeArrayPropertyStart("findings");
    view.findings().forEach(finding -> writeFinding(json, finding));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeCoverage(JsonGenerator json, Coverage coverage) {
    json.writeNumberProperty("tables", coverage.tables());
    json.writeNumberProperty("tablesChecked", coverage.tablesChecked());
    json.writeNumberProperty("columns", coverage.columns());
    json.writeNumberProperty("columnsChecked", coverage.columnsChecked());
    json.writeArrayPropertyStart("unchecked");
    for (Unchecked unchecked : coverage.unchecked()) {
      json.writeStartObject();
      json.writeStringProperty("what", unchecked.what().word());
      json.writeStringProperty("table", unchecked.table());
      json.writeStringProperty("column", unchecked.column());
      json.writeStringProperty("reason", unchecked.why());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeFinding(JsonGenerator json, Finding finding) {
    json.writeStartObject();
    json.writeStringProperty("code", finding.code().code());
    json.writeStringProperty("title", finding.code().title());
    json.writeStringProperty("severity", finding.severity().word());
    json.writeStringProperty("table", finding.table());
    json.writeStringProperty("column", finding.column());
    writePosition(json, "at", finding.at());
    json.writeStringProperty("expected", finding.expected());
    json.writeStringProperty("actual", finding.actual());
    json.writeStringProperty("why", finding.why());
    JsonParts.writeSuggestions(json, finding.suggestions());
    json.writeStringProperty("help", finding.code().help());
    writeAcceptance(json, finding.acceptedBy());
    json.writeEndObject();
  }

  private static void writeAcceptance(JsonGenerator json, @Nullable Acceptance acceptance) {
    if (acceptance == null) {
      json.writeNullProperty("acceptedBy");
      return;
    }
    json.writeObjectPropertyStart("acceptedBy");
    json.writeStringProperty("object", acceptance.object().pattern());
    json.writeStringProperty("reason", acceptance.reason());
    json.writeStringProperty(
        "until", acceptance.until() == null ? null : acceptance.until().toString());
    json.writeStringProperty("link", acceptance.link());
    writePosition(json, "at", acceptance.at());
    json.writeEndObject();
  }

  private static void writePosition(
      JsonGenerator json, String name, @Nullable SourcePosition position) {
    if (position == null) {
      json.writeNullProperty(name);
      return;
    }
    json.writeObjectPropertyStart(name);
    json.writeStringProperty("file", position.file());
    json.writeNumberProperty("line", position.line());
    json.writeNumberProperty("column", position.column());
    json.writeEndObject();
  }
}
