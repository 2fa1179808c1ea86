package io.github.qsmaven.catalog;

import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.TypeShape;
import java.util.HashMap;
import java.util.Map;

/**
 * Formats the types that are built into PostgreSQL by their oids, as {@code format_type} does (its
 * {@code pg_type.dat} and {@code format_type.c}). The oids are the same in every version, and known
 * to every driver.
 */
final class WireType {
  /** A type on each line: its oid, the oid of an array of it, and its name. */
  private static final String TYPES =
      """
      16 1000 boolean
      17 1001 bytea
      18 1002 "char"
      19 1003 name
      20 1016 bigint
      21 1005 smallint
      23 1007 integer
      25 1009 text
      26 1028 oid
      114 199 json
      142 143 xml
      650 651 cidr
      700 1021 real
      701 1022 double precision
      790 791 money
      829 1040 macaddr
      869 1041 inet
      1042 1014 bpchar
      1043 1015 character varying
      1082 1182 date
      1083 1183 time without time zone
      1114 1115 timestamp without time zone
      1184 1185 timestamp with time zone
      1186 1187 interval
      1266 1270 time with time zone
      1560 1561 "bit"
      1562 1563 bit varying
      1700 1231 numeric
      2950 2951 uuid
      3802 3807 jsonb
      """;

  /** The names of types, and of arrays with {@code []} at the end, by their oids. */
  private static final Map<Integer, String> NAMES = new HashMap<>();

  static {
    for (String line : TYPES.lines().toList()) {
      String[] type = line.split(" ", 3);
      NAMES.put(Integer.valueOf(type[0]), type[2]);
      NAMES.put(Integer.valueOf(type[1]), type[2] + "[]");
    }
  }

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
    String type = NAMES.get(oid);
    if (type == null) {
      return ColumnType.UNREPORTED;
    }
    boolean isArray = type.endsWith("[]");
    String name = isArray ? type.substring(0, type.length() - 2) : type;
    String spelling = modifier < 0 ? name : withModifier(name, modifier);
    return isArray
        ? new ColumnType(spelling + "[]", TypeShape.ARRAY)
        : new ColumnType(spelling, TypeShape.SCALAR);
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
