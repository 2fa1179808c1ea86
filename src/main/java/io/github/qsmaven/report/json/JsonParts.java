package io.github.qsmaven.report.json;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.SkippedCatalog;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SqlStatement;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.report.JsonObject;
import io.github.qsmaven.report.ResultView;
import org.jspecify.annotations.Nullable;

/** The properties that several reports in JSON have in common. */
final class JsonParts {
  private JsonParts() {}

  /** The begin of a report: the version of its layout, the server, and the list of tables. */
  static JsonObject report(ResultView view) {
    Server server = view.server();
    Catalog catalog = view.catalog();
    JsonObject begin = new JsonObject().with("formatVersion", 1);
    if (server.isOffline()) {
      begin.with("offline", true);
    }
    return begin
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

  /**
   * A finding.
   *
   * @param finding the finding
   * @param table the table that it is about; null if there is none
   */
  static JsonObject finding(Finding finding, @Nullable String table) {
    return new JsonObject()
        .with("code", finding.code().code())
        .with("title", finding.code().title())
        .with("severity", finding.severity().word())
        .with("table", table)
        .with("column", finding.column())
        .with("at", position(finding.at()))
        .with("expected", finding.expected())
        .with("actual", finding.actual())
        .with("why", finding.why())
        .with("suggestions", finding.suggestions(), JsonParts::suggestion)
        .with("help", finding.code().help())
        .with("acceptedBy", acceptance(finding.acceptedBy()));
  }

  static @Nullable JsonObject statement(@Nullable SqlStatement statement) {
    return statement == null
        ? null
        : new JsonObject()
            .with("file", statement.file())
            .with("ordinal", statement.ordinal())
            .with("words", statement.words());
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

  static @Nullable JsonObject position(@Nullable SourcePosition position) {
    return position == null
        ? null
        : new JsonObject()
            .with("file", position.file())
            .with("line", position.line())
            .with("column", position.column());
  }
}
