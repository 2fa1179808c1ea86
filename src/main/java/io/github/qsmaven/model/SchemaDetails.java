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
 */
public record SchemaDetails(
    Catalog catalog, Map<TableName, TableDetails> relations, Map<TableName, String> notRead) {
  /** Copies, and keeps the order. */
  public SchemaDetails {
    relations = Collections.unmodifiableMap(new LinkedHashMap<>(relations));
    notRead = Collections.unmodifiableMap(new LinkedHashMap<>(notRead));
  }

  /** A list of tables whose columns were not read. */
  public static SchemaDetails of(Catalog catalog) {
    return new SchemaDetails(catalog, Map.of(), Map.of());
  }
}
