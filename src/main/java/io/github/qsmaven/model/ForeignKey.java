package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key.
 *
 * @param name the name of the constraint, where the server tells
 * @param columns its columns, in the order of the key
 * @param references the table it points to
 * @param referencedColumns the columns there, one for each of its own
 */
public record ForeignKey(
    @Nullable String name,
    List<String> columns,
    TableName references,
    List<String> referencedColumns) {
  /** Copies; refuses nulls. */
  public ForeignKey {
    requireNonNull(references, "references is null");
    columns = List.copyOf(columns);
    referencedColumns = List.copyOf(referencedColumns);
  }
}
