package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

/**
 * What a column's type is at the server.
 *
 * @param spelling as the server spells it, in PostgreSQL by {@code format_type}: {@code character
 *     varying(20)}, {@code timestamp(3) without time zone}, {@code text[]}, {@code
 *     luma_midvalues_web}, {@code anymap}
 * @param shape what the catalog knows of its structure
 */
public record ColumnType(String spelling, TypeShape shape) {
  /** Refuses nulls. */
  public ColumnType {
    requireNonNull(spelling, "spelling is null");
    requireNonNull(shape, "shape is null");
  }
}
