package io.github.qsmaven.check;

import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.SqlStatement;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.sql.ScriptStatement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the tables of a catalog that statements name. */
public final class SqlNames {
  private final boolean ignoresCase;

  /** By the name that a statement can write: with the schema, and without where it is found so. */
  private final Map<List<String>, Table> tables = new HashMap<>();

  /**
   * @param catalog the list of tables
   * @param postgres whether the server is PostgreSQL, where only names without quotes are in lower
   *     case
   */
  public SqlNames(Catalog catalog, boolean postgres) {
    this.ignoresCase = !postgres;
    for (Table table : catalog.tables()) {
      tables.putIfAbsent(key(List.of(table.name().schema(), table.name().name())), table);
      if (table.visible()) {
        tables.putIfAbsent(key(List.of(table.name().name())), table);
      }
    }
  }

  private List<String> key(List<String> name) {
    return ignoresCase ? name.stream().map(CaseRule::fold).toList() : name;
  }

  /**
   * The tables that a statement names. A column that is spelled like a table counts as one.
   *
   * @param statement the statement
   * @return the tables, in the order of the statement
   */
  public Set<Table> of(ScriptStatement statement) {
    Set<Table> named = new LinkedHashSet<>();
    for (List<String> name : statement.names()) {
      List<String> key = key(name);
      for (int i = 0; i < key.size(); i++) {
        // Of a.b.c, the table may be a, a.b or b.c.
        add(key.subList(i, Math.min(i + 2, key.size())), named);
        if (i == 0) {
          add(key.subList(0, 1), named);
        }
      }
    }
    return named;
  }

  /**
   * The table of a name.
   *
   * @param name the name, with or without its schema
   * @return the table; null if it is not listed
   */
  public @Nullable Table table(List<String> name) {
    return tables.get(key(name.size() > 2 ? name.subList(name.size() - 2, name.size()) : name));
  }

  private void add(List<String> key, Set<Table> named) {
    Table table = tables.get(key);
    if (table != null) {
      named.add(table);
    }
  }

  /**
   * The tables that statements name.
   *
   * @param statements the statements, in their order
   * @return the listed names of the tables, sorted, with the statements
   */
  public Map<String, List<SqlStatement>> readers(Collection<ScriptStatement> statements) {
    Map<String, List<SqlStatement>> readers = new TreeMap<>(CodePointOrder.INSTANCE);
    for (ScriptStatement statement : statements) {
      for (Table table : of(statement)) {
        readers
            .computeIfAbsent(table.listedName(), name -> new ArrayList<>())
            .add(statement.statement());
      }
    }
    return readers;
  }
}
