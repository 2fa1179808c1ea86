package io.github.qsmaven.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a contract says of a column besides its name, its type, its parts and {@code required}.
 *
 * @param deprecated whether it is marked as deprecated
 * @param derived whether it is a measure or a dimension, which need not be stored as a column
 * @param unique whether its values are unique
 * @param options the {@code logicalTypeOptions}, each with its value as text; empty for a value
 *     that is not a scalar
 * @param unchecked the keys that cannot be checked
 */
public record ColumnRules(
    boolean deprecated,
    boolean derived,
    boolean unique,
    Map<String, String> options,
    List<ContractKey> unchecked) {
  /** Nothing else is said. */
  public static final ColumnRules NONE = new ColumnRules(false, false, false, Map.of(), List.of());

  /** Copies, and keeps the order. */
  public ColumnRules {
    options =
        options.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(options));
    unchecked = List.copyOf(unchecked);
  }
}
