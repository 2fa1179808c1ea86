package io.github.qsmaven.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table of a {@link Lock}.
 *
 * @param name its schema and name
 * @param type its type; null if the server does not report it, or a contract does not name it
 * @param visible whether the search path finds it by its bare name
 * @param readable whether the credential may read it, as far as the server says
 * @param columns its columns, by position; null if they are not known
 * @param keys its keys; null if the server does not report them
 * @param comment its comment; null if there is none, or it is from a lock
 * @param dataset the dataset behind it; null if the server does not report it, or it is from a lock
 * @param at where it is written; null if it is from a server
 */
public record LockedTable(
    TableName name,
    @Nullable TableType type,
    boolean visible,
    boolean readable,
    @Nullable List<LockedColumn> columns,
    @Nullable LockedKeys keys,
    @Nullable String comment,
    @Nullable Dataset dataset,
    @Nullable SourcePosition at) {
  /** Copies the columns. */
  public LockedTable {
    columns = columns == null ? null : List.copyOf(columns);
  }

  /** The name in lists: bare if the search path finds the table, otherwise qualified. */
  public String listedName() {
    return new Table(name, type == null ? TableType.TABLE : type, visible, null).listedName();
  }
}
