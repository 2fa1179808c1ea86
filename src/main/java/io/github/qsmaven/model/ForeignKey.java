package io.github.qsmaven.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A foreign key.
 *
 * @param name the name of the constraint; null if the server does not report it
 * @param columns its columns, in the order of the key
 * @param references the referenced table
 * @param referencedColumns the referenced columns, in the same order
 */
public record ForeignKey(
    @Nullable String name,
    List<String> columns,
    TableName references,
    List<String> referencedColumns) {
  public ForeignKey {
    columns = List.copyOf(columns);
    referencedColumns = List.copyOf(referencedColumns);
  }
}
