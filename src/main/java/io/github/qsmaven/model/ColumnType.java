package io.github.qsmaven.model;

/**
 * The type of a column at the server.
 *
 * @param spelling the type as the server spells it, in PostgreSQL by {@code format_type}: {@code
 *     character varying(20)}, {@code timestamp(3) without time zone}, {@code text[]}, {@code
 *     luma_midvalues_web}, {@code anymap}
 * @param shape its structure
 * @param modifierReported whether the spelling includes the modifier, if the type has one: length,
 *     precision, scale or fields. If not, the modifier is unknown
 */
public record ColumnType(String spelling, TypeShape shape, boolean modifierReported) {
  /** The word of the SQL standard for a type that its views do not name (ISO/IEC 9075-11). */
  private static final String USER_DEFINED = "USER-DEFINED";

  /**
   * A type that the server does not report. {@code unknown} is PostgreSQL's word for it, and that
   * of QuestDB's {@code information_schema}.
   */
  public static final ColumnType UNREPORTED = new ColumnType("unknown", TypeShape.UNKNOWN);

  /** A type whose spelling includes its modifier. */
  public ColumnType(String spelling, TypeShape shape) {
    this(spelling, shape, true);
  }

  /** Whether the server reports the type; if not, the spelling has no meaning. */
  public boolean isReported() {
    return shape != TypeShape.UNKNOWN
        || !(spelling.equals(UNREPORTED.spelling) || spelling.equals(USER_DEFINED));
  }
}
