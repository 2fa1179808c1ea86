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
 * Reads the columns and keys of tables from the catalogs of a server, the most detailed one first.
 * Tables that a catalog does not return completely are looked up in the next one. Tables that no
 * catalog returns are queried directly.
 */
public final class SchemaDetailsReader {
  private final PageReader pages;

  /**
   * @param pageSize the number of rows to read at a time, 1 to {@value PageReader#MAX_SIZE}
   */
  public SchemaDetailsReader(int pageSize) {
    this(pageSize, null);
  }

  /**
   * @param pageSize the number of rows to read at a time, 1 to {@value PageReader#MAX_SIZE}
   * @param progress receives the progress of the read; may be null
   */
  public SchemaDetailsReader(int pageSize, @Nullable ReadProgress progress) {
    this.pages = new PageReader(pageSize, progress == null ? ReadProgress.NONE : progress);
  }

  /**
   * Reads tables, with a fixed number of statements for each page of rows, whatever the number of
   * tables, if a catalog returns their columns; otherwise with one statement for each table.
   *
   * @param session the session to use
   * @param catalog the list of tables, as {@link CatalogFallback#read} returned it
   * @param wanted the tables to read, whether the list contains them or not
   * @throws SQLException if the connection breaks, or the server ends the session
   * @throws CannotCheckException if a list of columns cannot be verified as complete
   */
  public SchemaDetails read(Session session, Catalog catalog, Collection<Table> wanted)
      throws SQLException, CannotCheckException {
    ReadProgress progress = pages.progress();
    progress.begins();
    Map<TableName, Table> missing = new LinkedHashMap<>();
    wanted.forEach(table -> missing.put(table.name(), table));
    Map<TableName, TableDetails> read = new HashMap<>();
    Dialect dialect = Dialect.of(session);
    for (ColumnsReader reader : dialect.columnsReaders(pages)) {
      if (!missing.isEmpty() && (read.isEmpty() || !dialect.isComplete())) {
        try {
          read.putAll(reader.read(session, missing.values()));
          missing.keySet().removeAll(read.keySet());
        } catch (SQLException e) {
          session.recoverFrom(e);
        }
      }
    }
    Map<TableName, String> notRead = new LinkedHashMap<>();
    for (Table table : missing.values()) {
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
}
