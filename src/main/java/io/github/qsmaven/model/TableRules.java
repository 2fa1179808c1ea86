package io.github.qsmaven.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a contract says of a table besides its name, its type and its columns.
 *
 * @param deprecated whether it is marked as deprecated
 * @param primaryKey its primary key; null if unspecified
 * @param references the tables that it refers to
 * @param unchecked the keys that cannot be checked
 */
public record TableRules(
    boolean deprecated,
    @Nullable ExpectedKey primaryKey,
    List<ExpectedReference> references,
    List<ContractKey> unchecked) {
  /** Nothing else is said. */
  public static final TableRules NONE = new TableRules(false, null, List.of(), List.of());

  public TableRules {
    references = List.copyOf(references);
    unchecked = List.copyOf(unchecked);
  }
}
