package io.github.qsmaven.types;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two types with different names that are, or may be, the same. All other types are different.
 *
 * @param one a type
 * @param other another; which of them the contract names makes no difference
 * @param verdict {@link TypeVerdict#MATCH} if they are the same, but for lengths that are given
 * @param why the reason, for users
 */
record TypeEquivalence(BuiltInType one, BuiltInType other, TypeVerdict verdict, String why) {
  /** Table 8.4 of PostgreSQL's documentation for the characters, 8.1.3 for float. */
  static final List<TypeEquivalence> ALL =
      List.of(
          same(BuiltInType.VARCHAR, BuiltInType.TEXT, "without a length they are the same"),
          same(BuiltInType.STRING, BuiltInType.TEXT, "Spark's name for it"),
          same(BuiltInType.STRING, BuiltInType.VARCHAR, "Spark's name for it, of any length"),
          doubtful(BuiltInType.STRING, BuiltInType.CHARACTER, "only one is padded with spaces"),
          doubtful(BuiltInType.STRING, BuiltInType.BPCHAR, "only one is padded with spaces"),
          same(BuiltInType.BPCHAR, BuiltInType.CHARACTER, "PostgreSQL's internal name for it"),
          same(BuiltInType.FLOAT, BuiltInType.DOUBLE, "float has 8 bytes in PostgreSQL"),
          doubtful(
              BuiltInType.FLOAT,
              BuiltInType.REAL,
              "float has 8 bytes in PostgreSQL and 4 in Spark"),
          doubtful(
              BuiltInType.TINYINT,
              BuiltInType.SMALLINT,
              "PostgreSQL has no tinyint; a server may show a wider type for it"),
          doubtful(
              BuiltInType.TINYINT,
              BuiltInType.INTEGER,
              "PostgreSQL has no tinyint; a server may show a wider type for it"));

  private static TypeEquivalence same(BuiltInType one, BuiltInType other, String why) {
    return new TypeEquivalence(one, other, TypeVerdict.MATCH, why);
  }

  private static TypeEquivalence doubtful(BuiltInType one, BuiltInType other, String why) {
    return new TypeEquivalence(one, other, TypeVerdict.UNKNOWN, why);
  }

  /** The equivalence of two different types; null if they are simply different. */
  static @Nullable TypeEquivalence of(BuiltInType a, BuiltInType b) {
    for (TypeEquivalence equivalence : ALL) {
      if ((equivalence.one == a && equivalence.other == b)
          || (equivalence.one == b && equivalence.other == a)) {
        return equivalence;
      }
    }
    return null;
  }
}
