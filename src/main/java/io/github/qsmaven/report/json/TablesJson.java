package io.github.qsmaven.report.json;

import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.Dataset;
import io.github.qsmaven.model.FieldCount;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.ForeignKey;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableStatus;
import io.github.qsmaven.model.TableStatus.Presence;
import io.github.qsmaven.model.ViewInfo;
import io.github.qsmaven.report.JsonObject;
import io.github.qsmaven.report.ResultView;

/** {@code tables.json}, as {@code tables.schema.json} describes it. */
final class TablesJson {
  private TablesJson() {}

  static JsonObject of(ResultView view) {
    SchemaDetails details = view.structure();
    return JsonParts.report(view)
        .with("columns", details.columnsRead())
        .with("tables", view.catalog().tables(), table -> table(table, details))
        .with("expectedTables", view.coverage().expectedTables(), TablesJson::expected)
        .with("missingTables", view.missingTables(), missing -> missing(view, missing));
  }

  private static JsonObject table(Table table, SchemaDetails details) {
    JsonObject json =
        new JsonObject()
            .with("schema", table.name().schema())
            .with("name", table.name().name())
            .with("type", table.type().word())
            .with("comment", table.comment());
    if (table.dataset() != null) {
      json.with("dataset", dataset(table.dataset()));
    }
    if (table.view() != null) {
      json.with("view", view(table.view()));
    }
    if (details.columnsRead()) {
      addColumns(json, table.name(), details);
    }
    return json;
  }

  private static void addColumns(JsonObject json, TableName name, SchemaDetails details) {
    TableDetails read = details.relations().get(name);
    if (read == null) {
      json.with("columns", (Object) null)
          .with("notRead", details.notRead().getOrDefault(name, "was not read"));
    } else {
      json.with("columns", read.columns(), TablesJson::column)
          .with("primaryKey", read.primaryKey().stream())
          .with("foreignKeys", read.foreignKeys(), TablesJson::foreignKey);
    }
  }

  private static JsonObject column(Column column) {
    JsonObject json =
        new JsonObject()
            .with("name", column.name())
            .with("type", column.type().isReported() ? column.type().spelling() : null)
            .with("nullable", column.nullable())
            .with("default", column.defaultValue())
            .with("comment", column.comment());
    FieldCount leftOut = column.leftOut();
    if (leftOut != null) {
      json.with(
          "leftOut",
          new JsonObject()
              .with("fields", leftOut.fields())
              .with("levels", leftOut.levels())
              .with("atLeast", leftOut.atLeast()));
    }
    return column.fields().isEmpty()
        ? json
        : json.with("fields", column.fields(), TablesJson::column);
  }

  private static JsonObject foreignKey(ForeignKey key) {
    return new JsonObject()
        .with("name", key.name())
        .with("columns", key.columns().stream())
        .with("schema", key.references().schema())
        .with("table", key.references().name())
        .with("referencedColumns", key.referencedColumns().stream());
  }

  private static JsonObject dataset(Dataset dataset) {
    return new JsonObject()
        .with("id", dataset.id())
        .with("name", dataset.name())
        .with("description", dataset.description())
        .with("labels", dataset.labels());
  }

  private static JsonObject view(ViewInfo view) {
    return new JsonObject()
        .with("database", view.database())
        .with("schema", view.schema())
        .with("id", view.id())
        .with("type", view.type())
        .with("datasetDependencies", view.datasetDependencies())
        .with("viewDependencies", view.viewDependencies());
  }

  private static JsonObject expected(TableStatus table) {
    Presence presence = table.presence();
    JsonObject json =
        new JsonObject()
            .with("name", table.expected().text())
            .with("found", presence == Presence.LISTED || presence == Presence.ANSWERED)
            .with("listed", presence == Presence.LISTED)
            .with("readable", table.readable());
    return presence == Presence.UNKNOWN ? json.with("unknown", true) : json;
  }

  private static JsonObject missing(ResultView view, Finding missing) {
    return new JsonObject()
        .with("name", missing.table())
        .with("unreadable", missing.code() == FindingCode.UNREADABLE_TABLE)
        .with("searchedSchemas", view.catalog().schemas().stream())
        .with("suggestions", missing.suggestions(), JsonParts::suggestion);
  }
}
