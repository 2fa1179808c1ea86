package io.github.qsmaven.lock;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.FieldCount;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedColumn;
import io.github.qsmaven.model.LockedKeys;
import io.github.qsmaven.model.LockedTable;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.ViewInfo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The schema that a lock describes, as if a server had been asked.
 *
 * @param lock the lock
 */
public record LockedSchema(Lock lock) {
  private static final String NOT_READ = "could not be read when the lock was written";
  private static final ViewInfo VIEW = new ViewInfo(null, null, null, null, null, null);

  /** The most fields of a table, without its columns, as of a server. */
  private static final int MOST_FIELDS = 10_000;

  private static final int MOST_LEVELS = 100;

  /** The list of tables, without their columns. */
  public Catalog catalog() {
    return new Catalog(
        lock.catalog(), lock.schemas(), true, lock.tables().stream().map(this::table).toList());
  }

  /** The tables with their columns and keys, in the order of the lock. */
  public SchemaDetails details() {
    Map<TableName, TableDetails> relations = new LinkedHashMap<>();
    Map<TableName, String> notRead = new LinkedHashMap<>();
    LockedTypes types = new LockedTypes(lock);
    for (LockedTable locked : lock.tables()) {
      Table table = table(locked);
      if (locked.columns() == null) {
        notRead.put(table.name(), NOT_READ);
        continue;
      }
      LockedKeys keys = locked.keys();
      relations.put(
          table.name(),
          new TableDetails(
              table,
              columns(locked.columns(), types),
              keys == null ? List.of() : keys.primary(),
              keys == null ? List.of() : keys.unique(),
              keys == null ? List.of() : keys.foreign(),
              keys != null));
    }
    return new SchemaDetails(catalog(), relations, notRead);
  }

  private Table table(LockedTable locked) {
    TableType type = locked.type() == null ? TableType.TABLE : locked.type();
    Table table =
        new Table(locked.name(), type, locked.visible(), locked.comment(), locked.dataset());
    // Only the list of views of such a server says that one is a view.
    boolean isReportedView = lock.catalog() == CatalogSource.SHOW_TABLES && locked.type() != null;
    return isReportedView ? table.withView(VIEW) : table;
  }

  private static List<Column> columns(List<LockedColumn> locked, LockedTypes types) {
    List<Column> columns = new ArrayList<>(locked.size());
    long left = MOST_FIELDS;
    for (LockedColumn column : locked) {
      FieldCount size = types.size(column);
      boolean fits = size.fields() <= left && size.levels() <= MOST_LEVELS && !size.atLeast();
      left -= fits ? size.fields() : 0;
      columns.add(types.column(column, columns.size() + 1, fits ? null : size));
    }
    return columns;
  }
}
