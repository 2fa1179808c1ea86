package io.github.qsmaven.types;

import java.util.List;
import java.util.Set;

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
      fits(LogicalType.OBJECT),
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
  ARRAY(fits(LogicalType.ARRAY)),
  MAP(
      fits(),
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

  /** Why the doubtful types are doubtful, for users. */
  String doubt() {
    return doubt;
  }

  /** The names of the parameters, in their order; empty if the types have none. */
  List<String> parameterNames() {
    return parameterNames;
  }
}
