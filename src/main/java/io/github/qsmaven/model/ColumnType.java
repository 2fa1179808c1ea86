package io.github.qsmaven.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column at the server.
 *
 * @param spelling the type as the server spells it, in PostgreSQL by {@code format_type}: {@code
 *     character varying(20)}, {@code timestamp(3) without time zone}, {@code text[]}, {@code
 *     luma_midvalues_web}, {@code anymap}
 * @param shape its structure; for a domain, that of its base type
 * @param modifierReported whether the spelling includes the modifier, if the type has one: length,
 *     precision, scale or fields. If not, the modifier is unknown
 * @param identity which type it is; null if only the spelling is known, as from {@code
 *     information_schema}, which shows the base type of a domain, or from Query Service, which
 *     generates the names of composite types
 */
public record ColumnType(
    String spelling, TypeShape shape, boolean modifierReported, @Nullable Identity identity) {
  /** The word of the SQL standard for a type that its views do not name (ISO/IEC 9075-11). */
  private static final String USER_DEFINED = "USER-DEFINED";

  /**
   * A type that the server does not report. {@code unknown} is PostgreSQL's word for it, and that
   * of QuestDB's {@code information_schema}.
   */
  public static final ColumnType UNREPORTED = new ColumnType("unknown", TypeShape.UNKNOWN);

  /** A type of which only the spelling is known, which includes its modifier. */
  public ColumnType(String spelling, TypeShape shape) {
    this(spelling, shape, true);
  }

  /** A type of which only the spelling is known. */
  public ColumnType(String spelling, TypeShape shape, boolean modifierReported) {
    this(spelling, shape, modifierReported, null);
  }

  /** By hand: the generated method would read the whole identity. */
  @Override
  public int hashCode() {
    return spelling.hashCode();
  }

  /** Whether the server reports the type; if not, the spelling has no meaning. */
  public boolean isReported() {
    return shape != TypeShape.UNKNOWN
        || identity != null
        || !(spelling.equals(UNREPORTED.spelling) || spelling.equals(USER_DEFINED));
  }

  /** The type itself; for a domain its base type, which is no domain. */
  public ColumnType base() {
    ColumnType type = this;
    while (type.identity != null
        && type.identity.kind == Kind.DOMAIN
        && type.identity.inner != null) {
      type = type.identity.inner;
    }
    return type;
  }

  /** The element type of an array, or of a domain over one; null if it is not known. */
  public @Nullable ColumnType element() {
    Identity known = base().identity;
    return known != null && known.kind == Kind.ARRAY ? known.inner : null;
  }

  /** What a type is to PostgreSQL ({@code pg_type.typtype} in its documentation). */
  public enum Kind {
    /** A type of {@code pg_catalog} that is not an array. */
    BUILT_IN("a built-in type"),
    /** An array, of a built-in type or of another one. */
    ARRAY("an array"),
    /** A domain. */
    DOMAIN("a domain"),
    /** An enumeration. */
    ENUM("an enumeration"),
    /** A composite type; each table has one, too. */
    COMPOSITE("a composite type"),
    /** A range or multirange that is not built in. */
    RANGE("a range type"),
    /** Any other type: mostly of an extension, as {@code citext} and {@code geometry}. */
    OTHER("a type that is not built in");

    private final String description;

    Kind(String description) {
      this.description = description;
    }

    /** The kind in words, such as {@code a domain}. */
    public String description() {
      return description;
    }
  }

  /**
   * Which type it is, as PostgreSQL's {@code pg_type} shows it. Names are as there, without quotes.
   *
   * @param kind what the type is
   * @param schema its schema
   * @param name its name; for an array, that of the array type: {@code _mood}; empty for a built-in
   *     type and an array of one, whose spelling says which it is
   * @param hidden whether the bare name means another type, which the search path finds first
   * @param alike the names of other types that differ from its name in case only
   * @param inner the base type of a domain or the element type of an array, with its modifier; null
   *     for other kinds
   */
  public record Identity(
      Kind kind,
      String schema,
      String name,
      boolean hidden,
      List<String> alike,
      @Nullable ColumnType inner) {
    public Identity {
      alike = List.copyOf(alike);
    }
  }
}
