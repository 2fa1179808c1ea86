package io.github.qsmaven.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type that the user or an extension created.
 *
 * @param name its name as {@code CanonicalType} writes it: {@code public.mood}
 * @param kind what it is: a domain, an enumeration, a composite type, a range, or another one
 * @param values the values of an enumeration, in their order; empty for other kinds
 * @param base the base type of a domain, as {@code CanonicalType} writes it; null for other kinds
 * @param fields the fields of a composite type; empty for other kinds
 * @param at where it is written; null if it is from a server
 */
public record LockedType(
    String name,
    ColumnType.Kind kind,
    List<String> values,
    @Nullable String base,
    List<LockedColumn> fields,
    @Nullable SourcePosition at) {
  /** Copies the lists. */
  public LockedType {
    values = List.copyOf(values);
    fields = List.copyOf(fields);
  }
}
