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
 * @param rules what else the contract says of it
 * @param at where it is written
 */
public record ExpectedTable(
    TableReference name,
    List<ExpectedColumn> columns,
    @Nullable String physicalType,
    TableRules rules,
    SourcePosition at) {
  public ExpectedTable {
    columns = List.copyOf(columns);
  }

  /** A table of which nothing else is said. */
  public ExpectedTable(
      TableReference name,
      List<ExpectedColumn> columns,
      @Nullable String physicalType,
      SourcePosition at) {
    this(name, columns, physicalType, TableRules.NONE, at);
  }

  /** Whether a check of this table needs its columns or its keys. */
  public boolean needsDetails() {
    return !columns.isEmpty() || !rules.references().isEmpty();
  }
}
