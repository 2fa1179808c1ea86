package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogLadder;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.catalog.TableProbe.Answer;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.ExpectedRelation;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks for demanded tables that are not listed: in a schema that is not searched, of a type that
 * is not wanted, or because the server does not list all it has.
 *
 * @param ladder which has read the catalog
 * @param probe asks for a table directly
 * @param query what was listed
 * @param catalog the list
 */
record UnlistedTables(CatalogLadder ladder, TableProbe probe, CatalogQuery query, Catalog catalog) {
  /**
   * What was found.
   *
   * @param tables those of which columns are demanded and may be read
   * @param hidden others that are there
   * @param elsewhere the tables that bear the name of one of them, wherever they are
   */
  record Found(Collection<Table> tables, Set<ExpectedTable> hidden, List<TableName> elsewhere) {}

  /**
   * Looks for some. A statement for the names of all, one or a few for each, and where any is found
   * a list of those.
   *
   * @param session where
   * @param relations what is demanded and not listed
   */
  Found find(Session session, Collection<ExpectedRelation> relations)
      throws SQLException, CannotCheckException {
    if (relations.isEmpty()) {
      return new Found(List.of(), Set.of(), List.of());
    }
    List<TableName> known = ladder.findAnywhere(session, names(relations));
    Set<TableName> there = new LinkedHashSet<>();
    Set<ExpectedTable> hidden = new HashSet<>();
    Set<ExpectedTable> asked = new HashSet<>();
    for (ExpectedRelation relation : relations) {
      if (!asked.add(relation.name())) {
        continue;
      }
      TableName name = locate(session, relation.name(), Set.copyOf(known), hidden);
      if (name != null) {
        if (relation.columns().isEmpty()) {
          hidden.add(relation.name());
        } else {
          there.add(name);
        }
      }
    }
    return new Found(tables(session, there, known), hidden, known);
  }

  private static Set<String> names(Collection<ExpectedRelation> relations) {
    Set<String> names = new HashSet<>();
    relations.forEach(relation -> names.addAll(relation.name().bareNames()));
    return names;
  }

  /**
   * Where a table is.
   *
   * @param hidden gets the table if it is there but it cannot be told where
   * @return null if it is not there, or that cannot be told
   */
  private @Nullable TableName locate(
      Session session, ExpectedTable table, Set<TableName> known, Set<ExpectedTable> hidden)
      throws SQLException {
    TableName there = firstThere(session, table.readingsIn(query.schemas()), known);
    if (there != null || !query.schemas().isEmpty()) {
      return there;
    }
    if (probe.ask(session, null, table.text()) == Answer.ABSENT) {
      return null;
    }
    there =
        firstThere(
            session,
            catalog.schemas().stream().map(schema -> new TableName(schema, table.text())).toList(),
            known);
    if (there == null) {
      hidden.add(table);
    }
    return there;
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

  /** What the catalog knows of tables; one that it does not know is taken for a table. */
  private Collection<Table> tables(Session session, Set<TableName> there, List<TableName> known)
      throws SQLException, CannotCheckException {
    List<TableName> told = there.stream().filter(Set.copyOf(known)::contains).toList();
    List<Table> tables = new ArrayList<>();
    Set<TableName> left = new LinkedHashSet<>(there);
    if (!told.isEmpty()) {
      CatalogQuery another =
          new CatalogQuery(
              told.stream().map(TableName::schema).toList(),
              EnumSet.allOf(TableType.class),
              new NameFilter(
                  told.stream().map(name -> new Glob(name.name())).distinct().toList(), List.of()));
      for (Table table : ladder.read(session, another).tables()) {
        if (left.remove(table.name())) {
          tables.add(table);
        }
      }
    }
    left.forEach(name -> tables.add(new Table(name, TableType.TABLE, true, null)));
    return tables;
  }
}
