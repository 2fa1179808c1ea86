package io.github.qsmaven.report;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.SkippedCatalog;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** The properties by which reports in JSON tell where their answers are from. */
final class JsonSource {
  private JsonSource() {}

  static void write(JsonGenerator json, Server server, Catalog catalog) {
    json.writeStringProperty("serverId", server.id());
    json.writeStringProperty("host", server.host());
    json.writeNumberProperty("port", server.port());
    json.writeStringProperty("database", server.database());
    json.writeStringProperty("sslMode", server.sslMode());
    json.writeStringProperty("serverVersion", server.version());
    json.writeStringProperty("catalog", catalog.source().word());
    json.writeBooleanProperty("onSearchPath", catalog.onSearchPath());
    writePassedOver(json, catalog);
    writeStrings(json, "remarks", catalog.remarks());
    writeStrings(json, "schemas", catalog.schemas());
  }

  private static void writePassedOver(JsonGenerator json, Catalog catalog) {
    json.writeArrayPropertyStart("passedOver");
    for (SkippedCatalog skipped : catalog.skipped()) {
      json.writeStartObject();
      json.writeStringProperty("catalog", skipped.source().word());
      json.writeStringProperty("reason", skipped.reason());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  static void writeStrings(JsonGenerator json, String name, List<String> values) {
    json.writeArrayPropertyStart(name);
    values.forEach(json::writeString);
    json.writeEndArray();
  }
}
