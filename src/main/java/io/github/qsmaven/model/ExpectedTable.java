package io.github.qsmaven.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of a table.
 *
 * @param name the table
 * @param columns its columns, in the contract's order; none: only the table is expected
 * @param physicalType its type at the server ({@code table}, {@code view}, ...), as written; null
 *     if unspecified
 * @param at where it is written
 */
public record ExpectedTable(
    TableReference name,
    List<ExpectedColumn> columns,
    @Nullable String physicalType,
    SourcePosition at) {
  public ExpectedTable {
    columns = List.copyOf(columns);
  }
}
