package io.github.qsmaven.catalog;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code pg_attribute}: a column of a relation, or a field of a composite type.
 *
 * @param relation the oid of the relation or type
 * @param number {@code attnum}
 * @param name the name
 * @param dropped whether the column was dropped; PostgreSQL keeps its row
 * @param type the key of the type in a {@link TypeTree}
 * @param builtIn whether the type is a built-in scalar of PostgreSQL, or an array of one
 * @param spelling the type as {@code format_type} returns it
 * @param notNull whether the column is declared {@code NOT NULL}
 * @param defaultValue the default, or the expression that generates the value
 * @param comment the comment
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
  /** The schema of the built-in types. */
  static final String CATALOG = "pg_catalog";

  /**
   * Types with lower oids are built in, and the same in every version of PostgreSQL (its
   * documentation, "System Catalog Declarations and Initial Contents", OID Assignment).
   */
  private static final long FIRST_OTHER_OID = 10_000;

  /**
   * Whether a type is a built-in scalar of PostgreSQL, or an array of one; false for composite
   * types of the catalogs and for pseudo-types of the statistics.
   *
   * @param oid the oid of the type
   * @param spelling the type as {@code format_type} returns it
   */
  static boolean isBuiltIn(long oid, String spelling) {
    return oid > 0
        && oid < FIRST_OTHER_OID
        && !spelling.startsWith("pg_")
        && !spelling.startsWith("any");
  }
}
