package io.github.qsmaven.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code pg_attribute}: a column of a relation, or a field of a composite type.
 *
 * @param relation the oid of the relation or type
 * @param number {@code attnum}
 * @param name its name
 * @param dropped whether it was dropped; PostgreSQL keeps the row
 * @param type what its type goes by in a {@link TypeTree}
 * @param builtIn whether its type is a scalar of PostgreSQL's own, or an array of one
 * @param spelling its type, as {@code format_type} spells it
 * @param notNull whether it is declared so
 * @param defaultValue its default, or what it is generated from
 * @param comment its comment
 */
record Attribute(
    long relation,
    int number,
    String name,
    boolean dropped,
    String type,
    boolean builtIn,
    String spelling,
    boolean notNull,
    @Nullable String defaultValue,
    @Nullable String comment) {
  /**
   * The types below are PostgreSQL's own, and the same in every version of it (its documentation,
   * "System Catalog Declarations and Initial Contents", OID Assignment).
   */
  private static final long FIRST_UNKNOWN_OID = 10_000;

  /**
   * Whether a type is a scalar of PostgreSQL's own, or an array of one: not a composite type of its
   * catalogs, nor a pseudo-type of its statistics.
   *
   * @param oid the type
   * @param spelling as {@code format_type} spells it
   */
  static boolean isBuiltIn(long oid, String spelling) {
    return oid > 0
        && oid < FIRST_UNKNOWN_OID
        && !spelling.startsWith("pg_")
        && !spelling.startsWith("any");
  }
}
