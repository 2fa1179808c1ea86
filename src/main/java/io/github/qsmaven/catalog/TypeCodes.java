package io.github.qsmaven.catalog;

import static java.util.stream.Collectors.joining;

import io.github.qsmaven.model.TableType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The codes by which a catalog reports table types.
 *
 * @param codes the codes of each type that the catalog reports
 */
record TypeCodes(Map<TableType, List<String>> codes) {
  /** The {@code pg_class.relkind} of a partitioned table. */
  static final String PARTITIONED = "p";

  /** {@code pg_class.relkind}, by PostgreSQL's documentation, chapter "pg_class". */
  static final TypeCodes RELKIND =
      new TypeCodes(
          Map.of(
              TableType.TABLE, List.of("r", PARTITIONED),
              TableType.VIEW, List.of("v"),
              TableType.MATERIALIZED_VIEW, List.of("m"),
              TableType.FOREIGN_TABLE, List.of("f")));

  /** The condition that {@link #RELKIND} contains the code of a relation {@code c}. */
  static final String HAS_RELKIND = "c.relkind IN ('r', 'p', 'v', 'm', 'f')";

  /** {@code information_schema.tables.table_type}, by PostgreSQL's documentation. */
  static final TypeCodes TABLE_TYPE =
      new TypeCodes(
          Map.of(
              TableType.TABLE, List.of("BASE TABLE"),
              TableType.VIEW, List.of("VIEW"),
              TableType.FOREIGN_TABLE, List.of("FOREIGN")));

  /** Returns the codes of some types as SQL literals, for {@code IN}; empty if there are none. */
  String literals(Set<TableType> types) {
    return types.stream()
        .flatMap(type -> codes.getOrDefault(type, List.of()).stream())
        .map(code -> "'" + code + "'")
        .collect(joining(", "));
  }

  /** Returns the type that a code stands for; a table for an unknown code. */
  TableType type(@Nullable String code) {
    for (Map.Entry<TableType, List<String>> entry : codes.entrySet()) {
      if (code != null && entry.getValue().contains(code)) {
        return entry.getKey();
      }
    }
    return TableType.TABLE;
  }
}
