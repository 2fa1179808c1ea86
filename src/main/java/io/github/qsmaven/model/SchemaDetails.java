package io.github.qsmaven.model;

import java.util.Collections;
import java.util.LinkedHashMap;
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

  /** A list of tables whose columns were not read. */
  public static SchemaDetails of(Catalog catalog) {
    return new SchemaDetails(catalog, Map.of(), Map.of(), false);
  }
}
