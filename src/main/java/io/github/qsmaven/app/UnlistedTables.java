package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogFallback;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.catalog.TableProbe.Answer;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CaseInsensitiveNames;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for demanded tables that are not listed: in a schema that is not searched, of a type that
 * is not wanted, or because the server does not list all it has.
 *
 * @param catalogs which has read the catalog
 * @param probe asks for a table directly
 * @param query what was listed
 * @param catalog the list
 */
record UnlistedTables(
    CatalogFallback catalogs, TableProbe probe, CatalogQuery query, Catalog catalog) {
  /**
   * What was found.
   *
   * @param tables those of which more than the name is demanded
   * @param untyped those of them that no catalog lists, so that it is not known what they are
   * @param hidden others that are there
   * @param elsewhere the tables that bear the name of one of them, wherever they are
   */
  record Found(
      Collection<Table> tables,
      Set<TableName> untyped,
      Set<TableReference> hidden,
      List<TableName> elsewhere) {}

  /**
   * Looks for some. A statement for the names of all, one or a few for each, and where any is found
   * a list of those.
   *
   * @param session where
   * @param relations what is demanded and not listed
   */
  Found find(Session session, Collection<ExpectedTable> relations)
      throws SQLException, CannotCheckException {
    if (relations.isEmpty()) {
      return new Found(List.of(), Set.of(), Set.of(), List.of());
    }
    // What one contract demands by name, another may demand with columns.
    Map<TableReference, Boolean> demanded = new LinkedHashMap<>();
    relations.forEach(
        relation ->
            demanded.merge(
                relation.name(),
                !relation.columns().isEmpty() || relation.physicalType() != null,
                Boolean::logicalOr));
    List<TableName> elsewhere = catalogs.findAnywhere(session, names(demanded.keySet()));
    Set<TableName> known = Set.copyOf(elsewhere);
    CaseInsensitiveNames inAnyCase = new CaseInsensitiveNames(elsewhere);
    Map<TableName, Boolean> there = new LinkedHashMap<>();
    Set<TableReference> hidden = new HashSet<>();
    for (Map.Entry<TableReference, Boolean> table : demanded.entrySet()) {
      Map<TableName, Boolean> located = locate(session, table.getKey(), known, hidden);
      if (located.isEmpty() && !hidden.contains(table.getKey())) {
        located = differingInCase(table.getKey(), inAnyCase);
      }
      if (table.getValue()) {
        located.forEach(there::putIfAbsent);
      } else if (!located.isEmpty()) {
        hidden.add(table.getKey());
      }
    }
    List<Table> listed = listed(session, there.keySet(), known);
    listed.forEach(table -> there.remove(table.name()));
    List<Table> tables = new ArrayList<>(listed);
    there.forEach((name, bare) -> tables.add(new Table(name, TableType.TABLE, bare, null)));
    return new Found(tables, there.keySet(), hidden, elsewhere);
  }

  private static Set<String> names(Collection<TableReference> tables) {
    Set<String> names = new HashSet<>();
    tables.forEach(table -> names.addAll(table.bareNames()));
    return names;
  }

  /**
   * Where a table is, and whether it answers there to its bare name.
   *
   * @param hidden gets the table if it is there but it cannot be told where
   * @return nothing if it is not there under its very name, or that cannot be told
   */
  private Map<TableName, Boolean> locate(
      Session session, TableReference table, Set<TableName> known, Set<TableReference> hidden)
      throws SQLException {
    TableName qualified = firstThere(session, table.readingsIn(query.schemas()), known);
    if (qualified != null) {
      return Map.of(qualified, false);
    }
    if (query.schemas().isEmpty() && probe.ask(session, null, table.text()) != Answer.ABSENT) {
      TableName bare =
          firstThere(
              session,
              catalog.schemas().stream()
                  .map(schema -> new TableName(schema, table.text()))
                  .toList(),
              known);
      if (bare == null) {
        hidden.add(table);
        return Map.of();
      }
      return Map.of(bare, true);
    }
    return Map.of();
  }

  /** Tables are found whatever the case if they are listed, and so if they are not. */
  private Map<TableName, Boolean> differingInCase(
      TableReference table, CaseInsensitiveNames known) {
    Map<TableName, Boolean> located = new LinkedHashMap<>();
    for (TableName name : known.meant(table, catalog.schemas())) {
      if (query.filter().wants(name)) {
        located.put(name, false);
      }
    }
    return located;
  }

  /** Of a schema it may not look into, PostgreSQL says of every name that it may not be read. */
  private @Nullable TableName firstThere(
      Session session, List<TableName> readings, Set<TableName> known) throws SQLException {
    for (TableName reading : readings) {
      Answer answer = probe.ask(session, reading.schema(), reading.name());
      if (answer == Answer.THERE
          || answer == Answer.UNREADABLE
          || (answer == Answer.HIDDEN && known.contains(reading))) {
        return reading;
      }
    }
    return null;
  }

  /** What the catalog knows of those tables that it knows. */
  private List<Table> listed(Session session, Set<TableName> there, Set<TableName> known)
      throws SQLException, CannotCheckException {
    List<TableName> told = there.stream().filter(known::contains).toList();
    if (told.isEmpty()) {
      return List.of();
    }
    CatalogQuery another =
        new CatalogQuery(
            catalog.source().hasSchemas()
                ? told.stream().map(TableName::schema).toList()
                : List.of(),
            EnumSet.allOf(TableType.class),
            new NameFilter(
                told.stream().map(name -> new Glob(name.name())).distinct().toList(), List.of()));
    return catalogs.read(session, another).tables().stream()
        .filter(table -> there.contains(table.name()))
        .toList();
  }
}
