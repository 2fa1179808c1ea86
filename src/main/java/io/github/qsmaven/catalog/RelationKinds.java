package io.github.qsmaven.catalog;

import io.github.qsmaven.model.TableType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code pg_class.relkind} for table types, by PostgreSQL's documentation, chapter "pg_class".
 *
 * @param types the types
 */
record RelationKinds(Set<TableType> types) {
  /** The kinds as SQL literals, for {@code IN}. */
  String literals() {
    List<String> kinds = new ArrayList<>();
    for (TableType type : types) {
      kinds.add(
          switch (type) {
            case TABLE -> "'r', 'p'";
            case VIEW -> "'v'";
            case MATERIALIZED_VIEW -> "'m'";
            case FOREIGN_TABLE -> "'f'";
          });
    }
    return String.join(", ", kinds);
  }

  /** The type that a kind means. */
  static TableType type(@Nullable String kind) {
    return switch (kind == null ? "" : kind) {
      case "v" -> TableType.VIEW;
      case "m" -> TableType.MATERIALIZED_VIEW;
      case "f" -> TableType.FOREIGN_TABLE;
      default -> TableType.TABLE;
    };
  }
}
