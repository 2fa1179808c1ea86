package io.github.qsmaven.report.json;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.SkippedCatalog;
import io.github.qsmaven.model.Suggestion;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** The properties that several reports in JSON have in common. */
final class JsonParts {
  private JsonParts() {}

  static void writeSource(JsonGenerator json, Server server, Catalog catalog) {
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

  static void writeSuggestions(JsonGenerator json, List<Suggestion> suggestions) {
    json.writeArrayPropertyStart("suggestions");
    for (Suggestion suggestion : suggestions) {
      json.writeStartObject();
      json.writeStringProperty("name", suggestion.name());
      json.writeStringProperty("reason", suggestion.reason().name().toLowerCase(Locale.ROOT));
      json.writeEndObject();
    }
    json.writeEndArray();
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
