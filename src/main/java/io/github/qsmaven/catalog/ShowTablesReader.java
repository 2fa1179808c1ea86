package io.github.qsmaven.catalog;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.github.qsmaven.catalog.ShowViewsReader.View;
import io.github.qsmaven.catalog.ShowViewsReader.Views;
import io.github.qsmaven.connection.RowReader;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Dataset;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads Query Service's {@code SHOW TABLES}. Adobe's documentation shows three shapes of the result
 * ({@code name, dataSetId, dataSet, description} and {@code resolved} or {@code labels}; {@code
 * name, type} in a container), so the columns are found by name. {@code resolved} is ignored: it is
 * false for tables that can be used. The statement has neither a key nor a count, so the number of
 * rows shows whether the list may be truncated. Whether it lists views is not documented: if views
 * are requested, {@code SHOW VIEWS} is read too.
 */
final class ShowTablesReader implements CatalogReader {
  private static final String PUBLIC = "public";
  private static final Views NONE = new Views(List.of(), "", false);

  @Override
  public Catalog read(Session session, CatalogQuery query)
      throws SQLException, UnusableCatalogException, CannotCheckException {
    if (!query.schemas().isEmpty()) {
      throw new UnusableCatalogException("does not report the schemas of tables");
    }
    List<Entry> entries = entries(session);
    if (PageReader.mayBeTruncated(entries.size())) {
      throw incomplete(
          session,
          "it has exactly "
              + entries.size()
              + " rows, which suggests that a limit of the server truncated it");
    }
    if (entries.stream().anyMatch(entry -> entry.name().isEmpty())) {
      throw new UnusableCatalogException("returned rows without a name");
    }
    if (!query.types().contains(TableType.TABLE) && !query.types().contains(TableType.VIEW)) {
      throw new UnusableCatalogException("lists only tables and views");
    }
    List<String> remarks = new ArrayList<>();
    Views views = query.types().contains(TableType.VIEW) ? views(session, entries, remarks) : NONE;
    List<Table> tables =
        merged(entries, views.views()).stream()
            .filter(table -> query.types().contains(table.type()))
            .filter(table -> query.filter().selects(table.name()))
            .toList();
    return new Catalog(
        CatalogSource.SHOW_TABLES, List.of(PUBLIC), true, tables, List.of(), remarks);
  }

  /** Reads the views, which {@code SHOW TABLES} need not list. */
  private static Views views(Session session, List<Entry> entries, List<String> remarks)
      throws SQLException, UnusableCatalogException, CannotCheckException {
    Views views = new ShowViewsReader().read(session);
    if (views.mayBeTruncated()) {
      throw incomplete(session, "SHOW VIEWS " + views.truncation());
    }
    if (!views.problem().isEmpty()) {
      if (entries.stream().noneMatch(entry -> entry.tableType() == TableType.VIEW)) {
        throw new UnusableCatalogException(
            "does not list views: SHOW VIEWS "
                + views.problem()
                + "; set qs.tableTypes=table to list the tables alone");
      }
      remarks.add(
          "SHOW VIEWS " + views.problem() + "; the views are those that SHOW TABLES lists.");
    }
    return views;
  }

  private static CannotCheckException incomplete(Session session, String reason) {
    return new ListOrigin(session.where(), CatalogSource.SHOW_TABLES)
        .incomplete(
            reason,
            "connect to a part of the sandbox (sandbox:database.schema), or select another catalog"
                + " with qs.catalog.");
  }

  /**
   * Adds views to what {@code SHOW TABLES} lists. A view that it lists too is one entry, a view. It
   * lists no schemas, and a dataset may have the name of a view in a schema: these are two entries.
   */
  private static Collection<Table> merged(List<Entry> entries, List<View> views) {
    Map<TableName, Table> tables = new LinkedHashMap<>();
    Map<String, Entry> byName = new HashMap<>();
    for (Entry entry : entries) {
      tables.putIfAbsent(entry.table().name(), entry.table());
      byName.putIfAbsent(entry.name(), entry);
    }
    Map<String, Long> rows = views.stream().collect(groupingBy(View::name, counting()));
    for (View view : views) {
      Entry entry = byName.get(view.name());
      boolean isOnly = Objects.equals(rows.get(view.name()), 1L);
      String container = view.container();
      boolean isBare =
          container.isEmpty()
              || container.equals(PUBLIC)
              || (entry != null && entry.isSame(view, isOnly));
      TableName name = new TableName(isBare ? PUBLIC : container, view.name());
      Table listed = tables.get(name);
      Dataset dataset = listed == null ? null : listed.dataset();
      tables.put(name, new Table(name, TableType.VIEW, isBare, null, dataset, view.info(), false));
    }
    return tables.values();
  }

  @Override
  public List<TableName> findAnywhere(Session session, Set<String> names) throws SQLException {
    Set<String> folded = new HashSet<>();
    names.forEach(name -> folded.add(CaseRule.fold(name)));
    List<Entry> entries = entries(session);
    return merged(entries, new ShowViewsReader().read(session).views()).stream()
        .map(Table::name)
        .filter(name -> folded.contains(CaseRule.fold(name.name())))
        .toList();
  }

  /**
   * Reads the datasets of tables with one statement.
   *
   * @param session the session to use
   * @throws SQLException if the server rejects the statement, or the connection breaks
   */
  Datasets datasets(Session session) throws SQLException {
    List<Entry> entries = entries(session);
    Map<String, Dataset> byTable = new HashMap<>();
    for (Entry entry : entries) {
      if (entry.dataset() != null) {
        byTable.put(entry.name(), entry.dataset());
      }
    }
    return new Datasets(byTable, PageReader.mayBeTruncated(entries.size()));
  }

  /**
   * The datasets of tables.
   *
   * @param byTable the datasets by the names of their tables
   * @param mayBeTruncated whether the server may have truncated the list
   */
  record Datasets(Map<String, Dataset> byTable, boolean mayBeTruncated) {}

  private static List<Entry> entries(Session session) throws SQLException {
    return session.query("SHOW TABLES", List.of(), new EntryReader());
  }

  /**
   * A row.
   *
   * @param name the table; empty if the row has no name
   * @param type the type, as Query Service names it
   * @param dataset the dataset of the table
   */
  private record Entry(String name, @Nullable String type, @Nullable Dataset dataset) {
    TableType tableType() {
      return "view".equalsIgnoreCase(type) ? TableType.VIEW : TableType.TABLE;
    }

    Table table() {
      return new Table(new TableName(PUBLIC, name), tableType(), true, null, dataset);
    }

    /**
     * Whether it is a view of its name that is in a schema.
     *
     * @param isOnly whether no other view has the name
     */
    boolean isSame(View view, boolean isOnly) {
      if (type == null && dataset != null && dataset.id() != null) {
        return dataset.id().equals(view.info().id());
      }
      return isOnly && (type == null || tableType() == TableType.VIEW);
    }
  }

  /** Reads rows; finds the columns when it reads the first one. */
  private static final class EntryReader implements RowReader<Entry> {
    private @Nullable NamedColumns columns;

    @Override
    public Entry read(ResultSet row) throws SQLException {
      NamedColumns known = columns == null ? NamedColumns.of(row.getMetaData()) : columns;
      columns = known;
      String name = known.text(row, "name");
      String id = known.text(row, "dataSetId");
      String dataset = known.text(row, "dataSet");
      String description = known.text(row, "description");
      String labels = known.text(row, "labels");
      boolean hasDataset = id != null || dataset != null || description != null || labels != null;
      return new Entry(
          name == null ? "" : name,
          known.text(row, "type"),
          hasDataset ? new Dataset(id, dataset, description, labels) : null);
    }
  }
}
