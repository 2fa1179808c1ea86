package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is in tables: asks the catalogs of a server from the one that tells most to the one
 * that tells least. What one refuses, or does not know the whole of, is left for the next; what
 * none tells is asked of the tables themselves.
 */
public final class SchemaDetailsReader {
  private final PageReader pages;

  /**
   * @param pageSize how many rows to read at a time, 1 to {@value Pages#MAX_SIZE}
   */
  public SchemaDetailsReader(int pageSize) {
    this(pageSize, null);
  }

  /**
   * @param pageSize how many rows to read at a time, 1 to {@value Pages#MAX_SIZE}
   * @param progress hears how it goes on; null: nobody does
   */
  public SchemaDetailsReader(int pageSize, @Nullable ReadProgress progress) {
    this.pages = new PageReader(pageSize, progress == null ? ReadProgress.NONE : progress);
  }

  /**
   * Reads tables: in a fixed number of statements for each page of rows, whatever the number of
   * tables, where a catalog tells their columns; else in one statement a table.
   *
   * @param session where to ask
   * @param catalog the list of tables, as {@link CatalogFallback#read} gave it
   * @param wanted the tables to read: some of the list, or all, or others
   * @return what is in them
   * @throws SQLException if the connection breaks, or the server ends the session
   * @throws CannotCheckException if a list of columns cannot be shown to be whole
   */
  public SchemaDetails read(Session session, Catalog catalog, Collection<Table> wanted)
      throws SQLException, CannotCheckException {
    ReadProgress progress = pages.progress();
    progress.begins();
    Map<TableName, Table> left = new LinkedHashMap<>();
    wanted.forEach(table -> left.put(table.name(), table));
    Map<TableName, TableDetails> read = new HashMap<>();
    Dialect dialect = Dialect.of(session);
    for (ColumnsReader reader : dialect.columnsReaders(pages)) {
      if (!left.isEmpty() && (read.isEmpty() || !dialect.isComplete())) {
        read.putAll(read(session, reader, left.values()));
        left.keySet().removeAll(read.keySet());
      }
    }
    Map<TableName, String> notRead = new LinkedHashMap<>();
    for (Table table : left.values()) {
      ResultColumnsReader.Answer answer = new ResultColumnsReader().read(session, table);
      if (answer.relation() == null) {
        notRead.put(table.name(), answer.reason());
      } else {
        read.put(table.name(), answer.relation());
      }
      progress.tables(read.size() + notRead.size(), wanted.size());
    }
    Map<TableName, TableDetails> inOrder = new LinkedHashMap<>();
    for (Table table : wanted) {
      TableDetails relation = read.get(table.name());
      if (relation != null) {
        inOrder.put(table.name(), relation);
      }
    }
    return new SchemaDetails(catalog, inOrder, notRead);
  }

  private static Map<TableName, TableDetails> read(
      Session session, ColumnsReader reader, Collection<Table> tables)
      throws SQLException, CannotCheckException {
    try {
      return reader.read(session, tables);
    } catch (SQLException e) {
      session.recoverFrom(e);
      return Map.of();
    }
  }
}
