package io.github.qsmaven.catalog;

import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.TypeShape;
import org.jspecify.annotations.Nullable;

/**
 * Formats the types that are built into PostgreSQL by their oids, as {@code format_type} does (its
 * {@code pg_type.dat} and {@code format_type.c}). The oids are the same in every version, and known
 * to every driver.
 */
final class WireType {
  /** A modifier includes the four bytes of the length itself. */
  private static final int HEADER = 4;

  /** The bits of an interval's fields in its modifier (PostgreSQL's {@code datetime.h}). */
  private static final int MONTH = 1 << 1;

  private static final int YEAR = 1 << 2;
  private static final int DAY = 1 << 3;
  private static final int HOUR = 1 << 10;
  private static final int MINUTE = 1 << 11;
  private static final int SECOND = 1 << 12;

  /** An interval without a precision (PostgreSQL's {@code timestamp.h}). */
  private static final int FULL_PRECISION = 0xffff;

  private WireType() {}

  /**
   * Formats a type.
   *
   * @param oid the oid of the type
   * @param modifier the modifier; -1 if the type has none
   */
  static ColumnType of(int oid, int modifier) {
    int element = element(oid);
    String name = name(element == 0 ? oid : element);
    if (name == null) {
      return ColumnType.UNREPORTED;
    }
    String spelling = modifier < 0 ? name : withModifier(name, modifier);
    return element == 0
        ? new ColumnType(spelling, TypeShape.SCALAR)
        : new ColumnType(spelling + "[]", TypeShape.ARRAY);
  }

  private static @Nullable String name(int oid) {
    return switch (oid) {
      case 16 -> "boolean";
      case 17 -> "bytea";
      case 18 -> "\"char\"";
      case 19 -> "name";
      case 20 -> "bigint";
      case 21 -> "smallint";
      case 23 -> "integer";
      case 25 -> "text";
      case 26 -> "oid";
      case 114 -> "json";
      case 142 -> "xml";
      case 650 -> "cidr";
      case 700 -> "real";
      case 701 -> "double precision";
      case 790 -> "money";
      case 829 -> "macaddr";
      case 869 -> "inet";
      case 1042 -> "bpchar";
      case 1043 -> "character varying";
      case 1082 -> "date";
      case 1083 -> "time without time zone";
      case 1114 -> "timestamp without time zone";
      case 1184 -> "timestamp with time zone";
      case 1186 -> "interval";
      case 1266 -> "time with time zone";
      case 1560 -> "\"bit\"";
      case 1562 -> "bit varying";
      case 1700 -> "numeric";
      case 2950 -> "uuid";
      case 3802 -> "jsonb";
      default -> null;
    };
  }

  /** Returns the element type of an array; 0 if the type is not a known array. */
  private static int element(int oid) {
    return switch (oid) {
      case 143 -> 142;
      case 199 -> 114;
      case 651 -> 650;
      case 791 -> 790;
      case 1000 -> 16;
      case 1001 -> 17;
      case 1002 -> 18;
      case 1003 -> 19;
      case 1005 -> 21;
      case 1007 -> 23;
      case 1009 -> 25;
      case 1014 -> 1042;
      case 1015 -> 1043;
      case 1016 -> 20;
      case 1021 -> 700;
      case 1022 -> 701;
      case 1028 -> 26;
      case 1040 -> 829;
      case 1041 -> 869;
      case 1115 -> 1114;
      case 1182 -> 1082;
      case 1183 -> 1083;
      case 1185 -> 1184;
      case 1187 -> 1186;
      case 1231 -> 1700;
      case 1270 -> 1266;
      case 1561 -> 1560;
      case 1563 -> 1562;
      case 2951 -> 2950;
      case 3807 -> 3802;
      default -> 0;
    };
  }

  private static String withModifier(String name, int modifier) {
    return switch (name) {
      case "bpchar" -> "character(" + (modifier - HEADER) + ")";
      case "character varying" -> name + "(" + (modifier - HEADER) + ")";
      case "\"bit\"" -> "bit(" + modifier + ")";
      case "bit varying" -> name + "(" + modifier + ")";
      case "numeric" -> {
        int both = modifier - HEADER;
        // The scale has eleven bits, of which the first is the sign.
        int scale = ((both & 0x7ff) ^ 0x400) - 0x400;
        yield name + "(" + (both >> 16 & 0xffff) + "," + scale + ")";
      }
      case "time without time zone",
          "time with time zone",
          "timestamp without time zone",
          "timestamp with time zone" -> {
        int blank = name.indexOf(' ');
        yield name.substring(0, blank) + "(" + modifier + ")" + name.substring(blank);
      }
      case "interval" -> {
        int precision = modifier & FULL_PRECISION;
        yield name
            + fields(modifier >> 16)
            + (precision == FULL_PRECISION ? "" : "(" + precision + ")");
      }
      default -> name;
    };
  }

  /** Formats the fields of an interval as PostgreSQL's {@code intervaltypmodout} does. */
  private static String fields(int range) {
    return switch (range) {
      case YEAR -> " year";
      case MONTH -> " month";
      case DAY -> " day";
      case HOUR -> " hour";
      case MINUTE -> " minute";
      case SECOND -> " second";
      case YEAR | MONTH -> " year to month";
      case DAY | HOUR -> " day to hour";
      case DAY | HOUR | MINUTE -> " day to minute";
      case DAY | HOUR | MINUTE | SECOND -> " day to second";
      case HOUR | MINUTE -> " hour to minute";
      case HOUR | MINUTE | SECOND -> " hour to second";
      case MINUTE | SECOND -> " minute to second";
      default -> "";
    };
  }
}
