package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

/**
 * What a column's type is at the server.
 *
 * @param spelling as the server spells it, in PostgreSQL by {@code format_type}: {@code character
 *     varying(20)}, {@code timestamp(3) without time zone}, {@code text[]}, {@code
 *     luma_midvalues_web}, {@code anymap}
 * @param shape what the catalog knows of its structure
 * @param modifierTold whether the spelling holds the type's modifier, if it has one: its length,
 *     precision, scale or fields. If not, a spelling without one says nothing of it
 */
public record ColumnType(String spelling, TypeShape shape, boolean modifierTold) {
  /** The standard's word for a type that its views give no name to (ISO/IEC 9075-11). */
  private static final String USER_DEFINED = "USER-DEFINED";

  /**
   * A type that is not told, by PostgreSQL's word for one that it has not made out; it is also that
   * of QuestDB's {@code information_schema}.
   */
  public static final ColumnType UNTOLD = new ColumnType("unknown", TypeShape.UNKNOWN);

  /** Refuses nulls. */
  public ColumnType {
    requireNonNull(spelling, "spelling is null");
    requireNonNull(shape, "shape is null");
  }

  /** A type whose modifier is told. */
  public ColumnType(String spelling, TypeShape shape) {
    this(spelling, shape, true);
  }

  /** Whether the server tells the type; if not, the spelling says nothing of it. */
  public boolean isTold() {
    return shape != TypeShape.UNKNOWN
        || !(spelling.equals(UNTOLD.spelling) || spelling.equals(USER_DEFINED));
  }
}
