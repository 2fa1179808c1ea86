package io.github.qsmaven.types;

import io.github.qsmaven.model.ColumnType.Identity;
import io.github.qsmaven.model.ColumnType.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A family of built-in types that match the same logical types. A logical type <em>fits</em> a
 * family if all values of the family are values of the logical type. It is <em>doubtful</em> if
 * only some are, or if the standard has no logical type for the family, so that authors use the
 * nearest one. Any other logical type is a mismatch.
 */
@SuppressWarnings("ImmutableEnumChecker") // The lists and sets are those of List.of and Set.of.
enum TypeFamily {
  BOOLEAN(fits(LogicalType.BOOLEAN)),
  WHOLE_NUMBER(fits(LogicalType.INTEGER, LogicalType.NUMBER)),
  /** {@code numeric}: a scale that is known to be above 0 contradicts {@code integer}. */
  EXACT_NUMBER(
      fits(LogicalType.NUMBER),
      doubtful(LogicalType.INTEGER),
      "a numeric without a precision holds fractions too",
      "precision",
      "scale"),
  APPROXIMATE_NUMBER(fits(LogicalType.NUMBER)),
  MONEY(fits(), doubtful(LogicalType.NUMBER), "its values are written with a currency sign"),
  TEXT(fits(LogicalType.STRING)),
  SIZED_TEXT(fits(LogicalType.STRING), doubtful(), "", "length"),
  /** The standard has {@code uuid}, {@code ipv4} and {@code ipv6} as formats of its strings. */
  ADDRESS(fits(LogicalType.STRING)),
  DATE(fits(LogicalType.DATE)),
  TIMESTAMP(
      fits(LogicalType.TIMESTAMP),
      doubtful(LogicalType.DATE),
      "version 3.0 of the standard has no other type for a timestamp",
      "precision"),
  TIME(
      fits(LogicalType.TIME),
      doubtful(LogicalType.DATE),
      "version 3.0 of the standard has no other type for a time",
      "precision"),
  INTERVAL(
      fits(),
      doubtful(LogicalType.STRING),
      "the standard has no logical type for intervals",
      "precision"),
  JSON(
      fits(LogicalType.OBJECT, LogicalType.MAP),
      doubtful(LogicalType.ARRAY, LogicalType.STRING),
      "a JSON value can be an object, an array or a single value"),
  XML(
      fits(),
      doubtful(LogicalType.STRING, LogicalType.OBJECT),
      "the standard has no logical type for XML"),
  BYTES(fits(), doubtful(LogicalType.STRING), "bytes form a string only in an encoding"),
  BITS(
      fits(),
      doubtful(LogicalType.STRING, LogicalType.BOOLEAN),
      "bits may represent a flag or a string",
      "length"),
  GEOMETRY(
      fits(),
      doubtful(LogicalType.STRING, LogicalType.OBJECT, LogicalType.ARRAY),
      "the standard has no logical type for geometry"),
  RANGE(
      fits(),
      doubtful(LogicalType.STRING, LogicalType.OBJECT, LogicalType.ARRAY),
      "the standard has no logical type for ranges"),
  OTHER(fits(), doubtful(LogicalType.STRING), "the standard has no logical type for it"),
  STRUCT(fits(LogicalType.OBJECT)),
  ARRAY(
      fits(LogicalType.ARRAY),
      doubtful(LogicalType.VECTOR),
      "an array can be a vector, but has no fixed number of dimensions"),
  /** The types of the extension pgvector. */
  VECTOR(fits(LogicalType.VECTOR)),
  MAP(
      fits(LogicalType.MAP),
      doubtful(LogicalType.OBJECT),
      "the keys of a map are data, those of an object are known");

  private final Set<LogicalType> fitting;
  private final Set<LogicalType> doubtful;
  private final String doubt;
  private final List<String> parameterNames;

  TypeFamily(Set<LogicalType> fitting) {
    this(fitting, doubtful(), "");
  }

  TypeFamily(
      Set<LogicalType> fitting, Set<LogicalType> doubtful, String doubt, String... parameterNames) {
    this.fitting = fitting;
    this.doubtful = doubtful;
    this.doubt = doubt;
    this.parameterNames = List.of(parameterNames);
  }

  private static Set<LogicalType> fits(LogicalType... types) {
    return Set.of(types);
  }

  private static Set<LogicalType> doubtful(LogicalType... types) {
    return Set.of(types);
  }

  /** Whether values of the family are of a logical type. */
  TypeVerdict compare(LogicalType type) {
    if (fitting.contains(type)) {
      return TypeVerdict.MATCH;
    }
    return doubtful.contains(type) ? TypeVerdict.UNKNOWN : TypeVerdict.MISMATCH;
  }

  /** The same, with the reason. */
  TypeResult result(LogicalType type) {
    return result(type, "");
  }

  /**
   * The same, with the reason.
   *
   * @param whyNot the reason of a mismatch
   */
  TypeResult result(LogicalType type, String whyNot) {
    TypeVerdict verdict = compare(type);
    return switch (verdict) {
      case MATCH -> TypeResult.MATCH;
      case UNKNOWN -> TypeResult.unknown(doubt);
      case MISMATCH -> TypeResult.mismatch(whyNot);
    };
  }

  /** Whether values of one family can be values of the other. */
  boolean isKin(TypeFamily other) {
    return this == other || !Collections.disjoint(fitting, other.fitting);
  }

  /** The family of a type of a well-known extension; null for any other type. */
  static @Nullable TypeFamily ofExtension(Identity identity) {
    return switch (identity.kind() == Kind.OTHER ? identity.name() : "") {
      case "citext" -> TEXT;
      case "hstore" -> MAP;
      case "vector", "halfvec", "sparsevec" -> VECTOR;
      case "geometry", "geography" -> GEOMETRY;
      default -> null;
    };
  }

  /** Why the doubtful types are doubtful, for users. */
  String doubt() {
    return doubt;
  }

  /** Whether the first parameter is a size, which is at least 1. */
  boolean isSized() {
    return this == SIZED_TEXT || this == BITS || this == EXACT_NUMBER;
  }

  /** The largest first parameter that counts: PostgreSQL takes a finer precision of times for 6. */
  long finest() {
    return switch (this) {
      case TIMESTAMP, TIME, INTERVAL -> 6;
      default -> Long.MAX_VALUE;
    };
  }

  /** The names of the parameters, in their order; empty if the types have none. */
  List<String> parameterNames() {
    return parameterNames;
  }
}
