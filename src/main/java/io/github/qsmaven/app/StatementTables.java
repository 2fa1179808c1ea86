package io.github.qsmaven.app;

import io.github.qsmaven.check.SqlNames;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.sql.Definition;
import io.github.qsmaven.sql.ScriptStatement;
import io.github.qsmaven.sql.SqlScript;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tables that the statements of a project name, also through the views and tables that earlier
 * statements of their files define.
 */
final class StatementTables {
  private final Map<ScriptStatement, Set<Table>> tables = new HashMap<>();

  /**
   * @param names the tables of the server
   * @param scripts the files
   */
  StatementTables(SqlNames names, List<SqlScript> scripts) {
    for (SqlScript script : scripts) {
      Map<String, Set<Table>> defined = new HashMap<>();
      for (ScriptStatement statement : script.statements()) {
        Set<Table> named = new LinkedHashSet<>(names.of(statement));
        if (!defined.isEmpty()) {
          for (List<String> name : statement.names()) {
            name.forEach(part -> named.addAll(defined.getOrDefault(part, Set.of())));
          }
        }
        tables.put(statement, named);
        Definition definition = statement.definition();
        if (definition != null && !named.isEmpty()) {
          defined
              .computeIfAbsent(
                  definition.name().get(definition.name().size() - 1),
                  name -> new LinkedHashSet<>())
              .addAll(named);
        }
      }
    }
  }

  /** The tables that a statement names. */
  Set<Table> of(ScriptStatement statement) {
    return tables.getOrDefault(statement, Set.of());
  }

  /** The tables that any statement names. */
  Set<Table> all() {
    Set<Table> all = new LinkedHashSet<>();
    tables.values().forEach(all::addAll);
    return all;
  }
}
