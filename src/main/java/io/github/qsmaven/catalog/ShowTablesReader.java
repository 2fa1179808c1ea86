package io.github.qsmaven.catalog;

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
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads Query Service's {@code SHOW TABLES}. Adobe's documentation shows three shapes of the result
 * ({@code name, dataSetId, dataSet, description} and {@code resolved} or {@code labels}; {@code
 * name, type} in a container), so the columns are found by name. {@code resolved} is ignored: it is
 * false for tables that can be used. The statement has neither a key nor a count, so the number of
 * rows shows whether the list may be truncated.
 */
final class ShowTablesReader implements CatalogReader {
  private static final String PUBLIC = "public";

  @Override
  public Catalog read(Session session, CatalogQuery query)
      throws SQLException, UnusableCatalogException, CannotCheckException {
    if (!query.schemas().isEmpty()) {
      throw new UnusableCatalogException("does not report the schemas of tables");
    }
    List<Entry> entries = entries(session);
    if (PageReader.mayBeTruncated(entries.size())) {
      throw PageReader.incomplete(
          session.where(),
          CatalogSource.SHOW_TABLES,
          "it has exactly "
              + entries.size()
              + " rows, which suggests that a limit of the server truncated it",
          "connect to a part of the sandbox (sandbox:database.schema), or select another catalog"
              + " with qs.catalog.");
    }
    if (entries.stream().anyMatch(entry -> entry.name().isEmpty())) {
      throw new UnusableCatalogException("returned rows without a name");
    }
    boolean reportsTypes = entries.stream().anyMatch(entry -> entry.type() != null);
    if (!reportsTypes && !query.types().contains(TableType.TABLE)) {
      throw new UnusableCatalogException("does not distinguish views from tables");
    }
    List<Table> tables =
        entries.stream()
            .filter(entry -> query.types().contains(entry.tableType()))
            .filter(entry -> query.filter().selects(entry.table().name()))
            .map(Entry::table)
            .toList();
    return new Catalog(CatalogSource.SHOW_TABLES, List.of(PUBLIC), true, tables);
  }

  @Override
  public List<TableName> findAnywhere(Session session, Set<String> names) throws SQLException {
    Set<String> folded = new HashSet<>();
    names.forEach(name -> folded.add(CaseRule.fold(name)));
    return entries(session).stream()
        .filter(entry -> folded.contains(CaseRule.fold(entry.name())))
        .map(entry -> entry.table().name())
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
  }

  /** Reads rows; finds the columns when it reads the first one. */
  private static final class EntryReader implements RowReader<Entry> {
    private @Nullable Map<String, Integer> columns;

    @Override
    public Entry read(ResultSet row) throws SQLException {
      if (columns == null) {
        columns = columns(row.getMetaData());
      }
      String name = text(row, "name");
      String id = text(row, "datasetid");
      String dataset = text(row, "dataset");
      String description = text(row, "description");
      String labels = text(row, "labels");
      boolean hasDataset = id != null || dataset != null || description != null || labels != null;
      return new Entry(
          name == null ? "" : name,
          text(row, "type"),
          hasDataset ? new Dataset(id, dataset, description, labels) : null);
    }

    private static Map<String, Integer> columns(ResultSetMetaData metaData) throws SQLException {
      Map<String, Integer> columns = new HashMap<>();
      for (int i = 1; i <= metaData.getColumnCount(); i++) {
        columns.putIfAbsent(metaData.getColumnLabel(i).toLowerCase(Locale.ROOT), i);
      }
      return columns;
    }

    /** Returns the text of a column; null if the column is missing or empty. */
    private @Nullable String text(ResultSet row, String column) throws SQLException {
      Integer index = columns == null ? null : columns.get(column);
      String text = index == null ? null : row.getString(index);
      return text == null || text.isEmpty() ? null : text;
    }
  }
}
