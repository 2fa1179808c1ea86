package io.github.qsmaven.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a server says is in some of its tables: those that were asked for.
 *
 * @param catalog the list of tables
 * @param relations the tables that could be read, in the order in which they were asked for
 * @param notRead those that could not, and why, in words that go on after the table's name: {@code
 *     may not be read by this credential}
 */
public record SchemaDetails(
    Catalog catalog, Map<TableName, TableDetails> relations, Map<TableName, String> notRead) {
  /** Copies, and keeps the order. */
  public SchemaDetails {
    relations = Collections.unmodifiableMap(new LinkedHashMap<>(relations));
    notRead = Collections.unmodifiableMap(new LinkedHashMap<>(notRead));
  }

  /** A list of tables in which nobody looked. */
  public static SchemaDetails of(Catalog catalog) {
    return new SchemaDetails(catalog, Map.of(), Map.of());
  }
}
