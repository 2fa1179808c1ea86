package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a contract demands of a table.
 *
 * @param name the table
 * @param columns its columns, in the contract's order; none: only the table is demanded
 * @param physicalType what it is at the server ({@code table}, {@code view}, ...), as written; null
 *     where nothing is said
 * @param at where it is demanded
 */
public record ExpectedTable(
    TableReference name,
    List<ExpectedColumn> columns,
    @Nullable String physicalType,
    SourcePosition at) {
  /** Copies. */
  public ExpectedTable {
    requireNonNull(name, "name is null");
    requireNonNull(at, "at is null");
    columns = List.copyOf(columns);
  }
}
