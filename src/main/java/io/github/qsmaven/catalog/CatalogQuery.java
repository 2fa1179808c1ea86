package io.github.qsmaven.catalog;

import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.TableType;
import java.util.List;
import java.util.Set;

/**
 * The tables to list.
 *
 * @param schemas the schemas to search, by their exact names; empty: the search path
 * @param types the types to list, at least one
 * @param filter the names to list
 */
public record CatalogQuery(List<String> schemas, Set<TableType> types, NameFilter filter) {
  /** Copies the collections, and removes duplicate schemas. */
  public CatalogQuery {
    schemas = schemas.stream().distinct().toList();
    types = Set.copyOf(types);
    if (types.isEmpty()) {
      throw new IllegalArgumentException("no table type");
    }
  }
}
