package io.github.qsmaven.model;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of some tables of a server.
 *
 * @param catalog the list of tables
 * @param relations the tables that could be read, in the order of the request
 * @param notRead the tables that could not be read, each with the reason as a phrase that follows
 *     its name: {@code may not be read by this credential}
 * @param columnsRead whether columns were to be read, even if there is no table; if not, nothing is
 *     known of them
 */
public record SchemaDetails(
    Catalog catalog,
    Map<TableName, TableDetails> relations,
    Map<TableName, String> notRead,
    boolean columnsRead) {
  private static final int MOST_REMARKS = 20;
  private static final int MOST_COLUMNS = 5;

  /** Copies, and keeps the order. */
  public SchemaDetails {
    relations = Collections.unmodifiableMap(new LinkedHashMap<>(relations));
    notRead = Collections.unmodifiableMap(new LinkedHashMap<>(notRead));
  }

  /** The columns of tables that were to be read. */
  public SchemaDetails(
      Catalog catalog, Map<TableName, TableDetails> relations, Map<TableName, String> notRead) {
    this(catalog, relations, notRead, true);
  }

  /** Whether a table is among those that were to be read. */
  public boolean isRead(TableName table) {
    return relations.containsKey(table) || notRead.containsKey(table);
  }

  /**
   * The columns of some of these tables and of other ones.
   *
   * @param tables the tables
   * @param others what was read of those that are not among these
   */
  public SchemaDetails of(Collection<Table> tables, SchemaDetails others) {
    Map<TableName, TableDetails> read = new LinkedHashMap<>();
    Map<TableName, String> unread = new LinkedHashMap<>();
    for (Table table : tables) {
      for (SchemaDetails details : List.of(this, others)) {
        read.computeIfAbsent(table.name(), details.relations::get);
        unread.computeIfAbsent(table.name(), details.notRead::get);
      }
    }
    return new SchemaDetails(catalog, read, unread);
  }

  /** Which tables have fields that are left out, in sentences; names are not escaped. */
  public List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    int more = 0;
    for (TableDetails details : relations.values()) {
      List<Column> cut = new ArrayList<>(0);
      for (Column column : details.columns()) {
        if (column.allLeftOut().levels() > 0) {
          cut.add(column);
        }
      }
      if (cut.isEmpty()) {
        continue;
      }
      if (remarks.size() == MOST_REMARKS) {
        more++;
        continue;
      }
      remarks.add(
          "Table "
              + details.table().name().qualified()
              + " has too many fields: "
              + cut.stream()
                  .limit(MOST_COLUMNS)
                  .map(column -> column.allLeftOut() + " of column " + column.name())
                  .collect(joining(", "))
              + (cut.size() > MOST_COLUMNS
                  ? " and those of " + new Quantity(cut.size() - MOST_COLUMNS, "more column")
                  : "")
              + " are left out.");
    }
    if (more > 0) {
      remarks.add("Of " + new Quantity(more, "more table") + ", fields are left out as well.");
    }
    return remarks;
  }

  /** A list of tables whose columns were not read. */
  public static SchemaDetails of(Catalog catalog) {
    return new SchemaDetails(catalog, Map.of(), Map.of(), false);
  }
}
