package io.github.qsmaven.report;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Dataset;
import io.github.qsmaven.model.Findings;
import io.github.qsmaven.model.MissingTable;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableReference;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/** {@code tables.json}, as {@code tables.schema.json} beside this class describes it. */
final class JsonTablesWriter implements ReportWriter<TablesReport> {
  private static final int FORMAT_VERSION = 1;

  /** A line for each property of the report and for each of its tables. */
  private static final int DEEPEST_OBJECT = 1;

  private static final int DEEPEST_ARRAY = 2;

  private final JsonFactory factory =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  @Override
  public void write(TablesReport report, OutputStream out) throws IOException {
    JsonLayout layout = new JsonLayout(DEEPEST_OBJECT, DEEPEST_ARRAY);
    try (JsonGenerator json = factory.createGenerator(layout, out, JsonEncoding.UTF8)) {
      json.writeStartObject();
      json.writeNumberProperty("formatVersion", FORMAT_VERSION);
      JsonSource.write(json, report.server(), report.catalog());
      writeTables(json, report.catalog());
      writeExpectedTables(json, report.findings());
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

  private static void writeExpectedTables(JsonGenerator json, Findings findings) {
    Set<TableReference> missing = new HashSet<>();
    for (MissingTable finding : findings.missing()) {
      if (!finding.unreadable()) {
        missing.add(finding.expected());
      }
    }
    json.writeArrayPropertyStart("expectedTables");
    for (TableReference table : findings.expected()) {
      boolean found = !missing.contains(table);
      json.writeStartObject();
      json.writeStringProperty("name", table.text());
      json.writeBooleanProperty("found", found);
      json.writeBooleanProperty("listed", found && !findings.unlisted().contains(table));
      json.writeBooleanProperty("readable", found && !findings.unreadable().contains(table));
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeMissingTables(JsonGenerator json, TablesReport report) {
    json.writeArrayPropertyStart("missingTables");
    for (MissingTable missing : report.findings().missing()) {
      json.writeStartObject();
      json.writeStringProperty("name", missing.expected().text());
      json.writeBooleanProperty("unreadable", missing.unreadable());
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
