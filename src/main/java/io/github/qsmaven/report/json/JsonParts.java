package io.github.qsmaven.report.json;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.SkippedCatalog;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.report.JsonObject;
import io.github.qsmaven.report.ResultView;

/** The properties that several reports in JSON have in common. */
final class JsonParts {
  private JsonParts() {}

  /** The begin of a report: the version of its layout, the server, and the list of tables. */
  static JsonObject report(ResultView view) {
    Server server = view.server();
    Catalog catalog = view.catalog();
    return new JsonObject()
        .with("formatVersion", 1)
        .with("serverId", server.id())
        .with("host", server.host())
        .with("port", server.port())
        .with("database", server.database())
        .with("sslMode", server.sslMode())
        .with("serverVersion", server.version())
        .with("catalog", catalog.source().word())
        .with("onSearchPath", catalog.onSearchPath())
        .with("passedOver", catalog.skipped(), JsonParts::skipped)
        .with("remarks", view.remarks().stream())
        .with("schemas", catalog.schemas().stream());
  }

  private static JsonObject skipped(SkippedCatalog skipped) {
    return new JsonObject()
        .with("catalog", skipped.source().word())
        .with("reason", skipped.reason());
  }

  static JsonObject suggestion(Suggestion suggestion) {
    return new JsonObject()
        .with("name", suggestion.name())
        .with("reason", suggestion.reason().word());
  }
}
