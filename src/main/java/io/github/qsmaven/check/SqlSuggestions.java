package io.github.qsmaven.check;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.SimilarNames;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Suggestion.Reason;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.sql.ScriptStatement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the tables and columns that a statement may have meant. */
public final class SqlSuggestions {
  private final SqlNames names;
  private final SchemaDetails details;
  private final Suggestions tables;

  /**
   * @param catalog the list of tables
   * @param names finds the tables that a statement names
   * @param details the columns of these tables
   * @param elsewhere unlisted tables with one of the missing names
   */
  public SqlSuggestions(
      Catalog catalog, SqlNames names, SchemaDetails details, Collection<TableName> elsewhere) {
    this.names = names;
    this.details = details;
    this.tables = new Suggestions(catalog, elsewhere, List.of());
  }

  /** Tables with a name like this one, which is as the server reads it. */
  List<Suggestion> ofTable(List<String> name) {
    String text = String.join(".", name);
    return text.isEmpty() || text.indexOf('\0') >= 0
        ? List.of()
        : tables.of(new TableReference(text));
  }

  /** Columns with a name like this one, of the tables that a statement names. */
  List<Suggestion> ofColumn(ScriptStatement statement, String name) {
    Map<String, String> types = new LinkedHashMap<>();
    for (Table table : names.of(statement)) {
      TableDetails read = details.relations().get(table.name());
      if (read != null) {
        for (Column column : read.columns()) {
          types.putIfAbsent(column.name(), column.type().spelling());
        }
      }
    }
    List<Suggestion> suggestions = new ArrayList<>();
    for (String similar : new SimilarNames(types.keySet()).likely(name, Suggestions.MOST)) {
      Reason reason = similar.equalsIgnoreCase(name) ? Reason.CASE : Reason.SPELLING;
      suggestions.add(new Suggestion(similar, reason, types.getOrDefault(similar, "")));
    }
    return suggestions;
  }
}
