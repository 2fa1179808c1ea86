package io.github.qsmaven.report.json;

import io.github.qsmaven.model.Dataset;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableStatus;
import io.github.qsmaven.model.TableStatus.Presence;
import io.github.qsmaven.report.JsonObject;
import io.github.qsmaven.report.ResultView;

/** {@code tables.json}, as {@code tables.schema.json} describes it. */
final class TablesJson {
  private TablesJson() {}

  static JsonObject of(ResultView view) {
    return JsonParts.report(view)
        .with("tables", view.catalog().tables(), TablesJson::table)
        .with("expectedTables", view.coverage().expectedTables(), TablesJson::expected)
        .with("missingTables", view.missingTables(), missing -> missing(view, missing));
  }

  private static JsonObject table(Table table) {
    JsonObject json =
        new JsonObject()
            .with("schema", table.name().schema())
            .with("name", table.name().name())
            .with("type", table.type().word())
            .with("comment", table.comment());
    return table.dataset() == null ? json : json.with("dataset", dataset(table.dataset()));
  }

  private static JsonObject dataset(Dataset dataset) {
    return new JsonObject()
        .with("id", dataset.id())
        .with("name", dataset.name())
        .with("description", dataset.description())
        .with("labels", dataset.labels());
  }

  private static JsonObject expected(TableStatus table) {
    return new JsonObject()
        .with("name", table.expected().text())
        .with("found", table.presence() != Presence.MISSING)
        .with("listed", table.presence() == Presence.LISTED)
        .with("readable", table.readable());
  }

  private static JsonObject missing(ResultView view, Finding missing) {
    return new JsonObject()
        .with("name", missing.table())
        .with("unreadable", missing.code() == FindingCode.UNREADABLE_TABLE)
        .with("searchedSchemas", view.catalog().schemas().stream())
        .with("suggestions", missing.suggestions(), JsonParts::suggestion);
  }
}
