package io.github.qsmaven.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A column of a {@link LockedTable}, or a field of a {@link LockedType} or of a column.
 *
 * @param name its name, exactly as the server spells it
 * @param type its type: of a lock and a server, the physical type is the name of the type as {@code
 *     CanonicalType} writes it, whatever the search path, and there is no logical one; of a
 *     contract, as the user wrote it. Both null: not known
 * @param notNull whether it is declared NOT NULL; false if that is not known
 * @param fields the fields of a struct, or of the structs in an array, of a server that has no
 *     names for their types; those of a composite type are in its {@link LockedType}
 * @param comment its comment; null if there is none, or it is from a lock
 * @param at where it is written; null if it is from a server
 */
public record LockedColumn(
    String name,
    ExpectedType type,
    boolean notNull,
    List<LockedColumn> fields,
    @Nullable String comment,
    @Nullable SourcePosition at) {
  /** Copies the fields. */
  public LockedColumn {
    fields = List.copyOf(fields);
  }
}
