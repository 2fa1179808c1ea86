package io.github.qsmaven.report;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Dataset;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableStatus;
import io.github.qsmaven.model.TableStatus.Presence;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** {@code tables.json}, as {@code tables.schema.json} beside this class describes it. */
final class JsonTablesWriter implements ReportWriter<CheckReport> {
  private static final int FORMAT_VERSION = 1;

  /** A line for each property of the report and for each of its tables. */
  private static final int DEEPEST_OBJECT = 1;

  private static final int DEEPEST_ARRAY = 2;

  private final JsonFactory factory =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  @Override
  public void write(CheckReport report, OutputStream out) throws IOException {
    JsonLayout layout = new JsonLayout(DEEPEST_OBJECT, DEEPEST_ARRAY);
    try (JsonGenerator json = factory.createGenerator(layout, out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeNumberProperty("formatVersion", FORMAT_VERSION);
      JsonSource.write(json, report.server(), report.catalog());
      writeTables(json, report.catalog());
      writeExpectedTables(json, report.result().coverage());
      writeMissingTables(json, report);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  private static void writeTables(JsonGenerator json, Catalog catalog) {
    json.writeArrayPropertyStart("tables");
    for (Table table : catalog.tables()) {
      json.writeStartObject();
      json.writeStringProperty("schema", table.name().schema());
      json.writeStringProperty("name", table.name().name());
      json.writeStringProperty("type", table.type().word());
      json.writeStringProperty("comment", table.comment());
      if (table.dataset() != null) {
        writeDataset(json, table.dataset());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeDataset(JsonGenerator json, Dataset dataset) {
    json.writeObjectPropertyStart("dataset");
    json.writeStringProperty("id", dataset.id());
    json.writeStringProperty("name", dataset.name());
    json.writeStringProperty("description", dataset.description());
    json.writeStringProperty("labels", dataset.labels());
    json.writeEndObject();
  }

  private static void writeExpectedTables(JsonGenerator json, Coverage coverage) {
    json.writeArrayPropertyStart("expectedTables");
    for (TableStatus table : coverage.expectedTables()) {
      json.writeStartObject();
      json.writeStringProperty("name", table.expected().text());
      json.writeBooleanProperty("found", table.presence() != Presence.MISSING);
      json.writeBooleanProperty("listed", table.presence() == Presence.LISTED);
      json.writeBooleanProperty("readable", table.readable());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeMissingTables(JsonGenerator json, CheckReport report) {
    json.writeArrayPropertyStart("missingTables");
    for (Finding missing : report.missingTables()) {
      json.writeStartObject();
      json.writeStringProperty("name", missing.table());
      json.writeBooleanProperty("unreadable", missing.code() == FindingCode.UNREADABLE_TABLE);
      JsonSource.writeStrings(json, "searchedSchemas", report.catalog().schemas());
      json.writeArrayPropertyStart("suggestions");
      for (Suggestion suggestion : missing.suggestions()) {
        json.writeStartObject();
        json.writeStringProperty("name", suggestion.name());
        json.writeStringProperty("reason", suggestion.reason().name().toLowerCase(Locale.ROOT));
        json.writeEndObject();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
