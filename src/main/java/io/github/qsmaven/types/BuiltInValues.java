package io.github.qsmaven.types;

import io.github.qsmaven.types.SqlType.BuiltIn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of a built-in type, compared with those of another.
 *
 * @param type the type
 */
record BuiltInValues(BuiltIn type) {
  /** Types of which each holds the values of those before it, and means the same by them. */
  private static final List<List<BuiltInType>> CHAINS =
      List.of(
          List.of(
              BuiltInType.TINYINT, BuiltInType.SMALLINT, BuiltInType.INTEGER, BuiltInType.BIGINT),
          List.of(BuiltInType.OID, BuiltInType.BIGINT),
          List.of(BuiltInType.REAL, BuiltInType.DOUBLE),
          List.of(BuiltInType.NAME, BuiltInType.TEXT),
          List.of(BuiltInType.CIDR, BuiltInType.INET),
          List.of(BuiltInType.INT4RANGE, BuiltInType.INT8RANGE),
          List.of(BuiltInType.INT4MULTIRANGE, BuiltInType.INT8MULTIRANGE));

  /** The fields of an interval, from the coarsest. */
  private static final List<String> FIELDS =
      List.of("year", "month", "day", "hour", "minute", "second");

  /** The default precision of times (PostgreSQL's documentation, 8.5). */
  private static final int MICROSECONDS = 6;

  /** Whether it holds all values of another type, and means the same by them. */
  boolean includes(BuiltIn other) {
    BuiltInType here = plain(type);
    BuiltInType there = plain(other);
    return switch (here.family()) {
      case TEXT, SIZED_TEXT -> isInChain(there, here) || includesText(here, there, other);
      case EXACT_NUMBER -> here == there && includesNumeric(other);
      case BITS ->
          here == BuiltInType.VARBIT
              ? there.family() == TypeFamily.BITS && isAtLeast(length(type), length(other))
              : here == there && type.parameters().equals(other.parameters());
      case TIMESTAMP, TIME -> here == there && precision(type) >= precision(other);
      case INTERVAL ->
          here == there
              && precision(type) >= precision(other)
              && lastField(type) >= lastField(other);
      default -> here == there || isInChain(there, here);
    };
  }

  /** Spark's and the standard's names are those of a type of PostgreSQL. */
  private static BuiltInType plain(BuiltIn type) {
    return switch (type.type()) {
      case STRING -> BuiltInType.TEXT;
      case BPCHAR -> BuiltInType.CHARACTER;
      case FLOAT -> BuiltInType.DOUBLE;
      default -> type.type();
    };
  }

  private static boolean isInChain(BuiltInType narrow, BuiltInType wide) {
    return CHAINS.stream()
        .anyMatch(chain -> chain.contains(narrow) && chain.indexOf(wide) >= chain.indexOf(narrow));
  }

  /** A text that was padded with spaces keeps its value without; not the other way round. */
  private boolean includesText(BuiltInType here, BuiltInType there, BuiltIn other) {
    boolean isText = here == BuiltInType.TEXT || here == BuiltInType.VARCHAR;
    boolean wasText = there == BuiltInType.TEXT || there == BuiltInType.VARCHAR;
    return (here == there || (isText && (wasText || there == BuiltInType.CHARACTER)))
        && isAtLeast(length(type), length(other));
  }

  private boolean includesNumeric(BuiltIn other) {
    List<Integer> here = type.parameters();
    List<Integer> there = other.parameters();
    if (here.isEmpty() || there.isEmpty()) {
      return here.isEmpty();
    }
    return here.get(1) >= there.get(1) && here.get(0) - here.get(1) >= there.get(0) - there.get(1);
  }

  private static boolean isAtLeast(@Nullable Integer length, @Nullable Integer other) {
    return length == null || (other != null && length >= other);
  }

  /** Null if it has any length. */
  private static @Nullable Integer length(BuiltIn type) {
    return type.parameters().isEmpty() ? null : type.parameters().get(0);
  }

  private static int precision(BuiltIn type) {
    return type.parameters().isEmpty() ? MICROSECONDS : type.parameters().get(0);
  }

  /**
   * PostgreSQL sets the fields after the last one to zero, and keeps those before the first one
   * ({@code AdjustIntervalForTypmod} in its {@code timestamp.c}).
   */
  private static int lastField(BuiltIn interval) {
    String fields = interval.fields();
    return fields.isEmpty()
        ? FIELDS.size() - 1
        : FIELDS.indexOf(fields.substring(fields.lastIndexOf(' ') + 1));
  }
}
