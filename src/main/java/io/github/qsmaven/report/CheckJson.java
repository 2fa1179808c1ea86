package io.github.qsmaven.report;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Unchecked;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** {@code check.json}, as {@code check.schema.json} beside this class describes it. */
final class CheckJson implements ReportWriter<CheckReport> {
  private static final int FORMAT_VERSION = 1;

  /** A line for each property of the report, and for each finding. */
  private static final int DEEPEST_OBJECT = 1;

  private static final int DEEPEST_ARRAY = 2;

  @Override
  public void write(CheckReport report, OutputStream out) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    JsonLayout layout = new JsonLayout(DEEPEST_OBJECT, DEEPEST_ARRAY);
    try (JsonGenerator json = factory.createGenerator(layout, out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeNumberProperty("formatVersion", FORMAT_VERSION);
      JsonSource.write(json, report.server(), report.catalog());
      json.writeStringProperty("failOn", report.result().failOn().word());
      json.writeBooleanProperty("failed", report.result().failed());
      writeCoverage(json, report.result().coverage());
      json.writeArrayPropertyStart("findings");
      report.result().findings().forEach(finding -> writeFinding(json, finding));
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
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
    json.writeArrayPropertyStart("suggestions");
    for (Suggestion suggestion : finding.suggestions()) {
      json.writeStartObject();
      json.writeStringProperty("name", suggestion.name());
      json.writeStringProperty("reason", suggestion.reason().name().toLowerCase(Locale.ROOT));
      json.writeEndObject();
    }
    json.writeEndArray();
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
