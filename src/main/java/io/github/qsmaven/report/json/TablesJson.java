package io.github.qsmaven.report.json;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Dataset;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableStatus;
import io.github.qsmaven.model.TableStatus.Presence;
import io.github.qsmaven.report.ResultView;
import tools.jackson.core.JsonGenerator;

/** {@code tables.json}, as {@code tables.schema.json} describes it. */
final class TablesJson {
  private static final int FORMAT_VERSION = 1;

  private TablesJson() {}

  static void write(JsonGenerator json, ResultView view) {
    json.writeStartObject();
    json.writeNumberProperty("formatVersion", FORMAT_VERSION);
    JsonParts.writeSource(json, view.server(), view.catalog());
    writeTables(json, view.catalog());
    writeExpectedTables(json, view.coverage());
    writeMissingTables(json, view);
    json.writeEndObject();
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

  private static void writeMissingTables(JsonGenerator json, ResultView view) {
    json.writeArrayPropertyStart("missingTables");
    for (Finding missing : view.missingTables()) {
      json.writeStartObject();
      json.writeStringProperty("name", missing.table());
      json.writeBooleanProperty("unreadable", missing.code() == FindingCode.UNREADABLE_TABLE);
      JsonParts.writeStrings(json, "searchedSchemas", view.catalog().schemas());
      JsonParts.writeSuggestions(json, missing.suggestions());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
