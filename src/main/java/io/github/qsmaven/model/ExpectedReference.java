package io.github.qsmaven.model;

import java.util.List;

/**
 * A foreign key that a contract expects of a table.
 *
 * @param columns the names of its columns at the server
 * @param table the referenced table, by its name at the server
 * @param referencedColumns the referenced columns, in the same order
 * @param at where it is written
 */
public record ExpectedReference(
    List<String> columns, TableReference table, List<String> referencedColumns, SourcePosition at) {
  public ExpectedReference {
    columns = List.copyOf(columns);
    referencedColumns = List.copyOf(referencedColumns);
  }
}
