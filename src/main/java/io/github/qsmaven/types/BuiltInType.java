package io.github.qsmaven.types;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The types that the plugin knows. The spellings are those of PostgreSQL (documentation, "Data
 * Types", table 8.1, and its grammar), of Query Service (SQL syntax reference, {@code ALTER TABLE
 * ADD COLUMN}; output of {@code \d}) and of Spark SQL. The page {@code docs/type-names.md} shows
 * the table to users; a test compares the two.
 */
@SuppressWarnings("ImmutableEnumChecker") // The lists are those of List.of.
enum BuiltInType {
  BOOLEAN(TypeFamily.BOOLEAN, "boolean", "bool"),
  TINYINT(TypeFamily.WHOLE_NUMBER, "tinyint", "int1", "byte"),
  SMALLINT(TypeFamily.WHOLE_NUMBER, "smallint", "int2", "short", "smallserial", "serial2"),
  INTEGER(TypeFamily.WHOLE_NUMBER, "integer", "int", "int4", "serial", "serial4"),
  BIGINT(TypeFamily.WHOLE_NUMBER, "bigint", "int8", "long", "bigserial", "serial8"),
  OID(TypeFamily.WHOLE_NUMBER, "oid"),
  NUMERIC(TypeFamily.EXACT_NUMBER, "numeric", "decimal", "dec"),
  REAL(TypeFamily.APPROXIMATE_NUMBER, "real", "float4"),
  DOUBLE(TypeFamily.APPROXIMATE_NUMBER, "double precision", "double", "float8"),
  /** Without a precision; with one it is {@link #REAL} or {@link #DOUBLE}. */
  FLOAT(TypeFamily.APPROXIMATE_NUMBER, "float"),
  MONEY(TypeFamily.MONEY, "money"),
  TEXT(TypeFamily.TEXT, "text"),
  /** Spark's type, of any length. */
  STRING(TypeFamily.TEXT, "string"),
  VARCHAR(
      TypeFamily.SIZED_TEXT,
      "character varying",
      "varchar",
      "char varying",
      "nchar varying",
      "national character varying",
      "national char varying"),
  CHARACTER(
      TypeFamily.SIZED_TEXT, "character", "char", "nchar", "national character", "national char"),
  /** Without a length it has any length, while {@link #CHARACTER} then has length 1. */
  BPCHAR(TypeFamily.SIZED_TEXT, "bpchar"),
  SINGLE_BYTE(TypeFamily.TEXT, "\"char\""),
  NAME(TypeFamily.TEXT, "name"),
  UUID(TypeFamily.ADDRESS, "uuid"),
  INET(TypeFamily.ADDRESS, "inet"),
  CIDR(TypeFamily.ADDRESS, "cidr"),
  MACADDR(TypeFamily.ADDRESS, "macaddr"),
  MACADDR8(TypeFamily.ADDRESS, "macaddr8"),
  DATE(TypeFamily.DATE, "date"),
  TIMESTAMP(
      TypeFamily.TIMESTAMP,
      "timestamp without time zone",
      "timestamp",
      "timestamp_ntz",
      "datetime"),
  TIMESTAMPTZ(TypeFamily.TIMESTAMP, "timestamp with time zone", "timestamptz", "timestamp_ltz"),
  TIME(TypeFamily.TIME, "time without time zone", "time"),
  TIMETZ(TypeFamily.TIME, "time with time zone", "timetz"),
  INTERVAL(TypeFamily.INTERVAL, "interval"),
  JSON(TypeFamily.JSON, "json"),
  JSONB(TypeFamily.JSON, "jsonb"),
  XML(TypeFamily.XML, "xml"),
  BYTEA(TypeFamily.BYTES, "bytea", "binary"),
  BIT(TypeFamily.BITS, "bit"),
  VARBIT(TypeFamily.BITS, "bit varying", "varbit"),
  POINT(TypeFamily.GEOMETRY, "point"),
  LINE(TypeFamily.GEOMETRY, "line"),
  LSEG(TypeFamily.GEOMETRY, "lseg"),
  BOX(TypeFamily.GEOMETRY, "box"),
  PATH(TypeFamily.GEOMETRY, "path"),
  POLYGON(TypeFamily.GEOMETRY, "polygon"),
  CIRCLE(TypeFamily.GEOMETRY, "circle"),
  INT4RANGE(TypeFamily.RANGE, "int4range"),
  INT8RANGE(TypeFamily.RANGE, "int8range"),
  NUMRANGE(TypeFamily.RANGE, "numrange"),
  TSRANGE(TypeFamily.RANGE, "tsrange"),
  TSTZRANGE(TypeFamily.RANGE, "tstzrange"),
  DATERANGE(TypeFamily.RANGE, "daterange"),
  INT4MULTIRANGE(TypeFamily.RANGE, "int4multirange"),
  INT8MULTIRANGE(TypeFamily.RANGE, "int8multirange"),
  NUMMULTIRANGE(TypeFamily.RANGE, "nummultirange"),
  TSMULTIRANGE(TypeFamily.RANGE, "tsmultirange"),
  TSTZMULTIRANGE(TypeFamily.RANGE, "tstzmultirange"),
  DATEMULTIRANGE(TypeFamily.RANGE, "datemultirange"),
  JSONPATH(TypeFamily.OTHER, "jsonpath"),
  TSVECTOR(TypeFamily.OTHER, "tsvector"),
  TSQUERY(TypeFamily.OTHER, "tsquery"),
  PG_LSN(TypeFamily.OTHER, "pg_lsn"),
  PG_SNAPSHOT(TypeFamily.OTHER, "pg_snapshot"),
  TXID_SNAPSHOT(TypeFamily.OTHER, "txid_snapshot"),
  STRUCT(TypeFamily.STRUCT, "struct", "record", "row"),
  ARRAY(TypeFamily.ARRAY, "array", "anyarray", "list"),
  MAP(TypeFamily.MAP, "map", "anymap");

  private static final Map<String, BuiltInType> BY_SPELLING = new HashMap<>();

  static {
    for (BuiltInType type : values()) {
      type.spellings.forEach(spelling -> BY_SPELLING.put(spelling, type));
    }
  }

  /**
   * Spellings of PostgreSQL's grammar and of Spark: no type in {@code pg_catalog} has that name.
   */
  private static final Set<String> NOT_IN_CATALOG =
      Set.of(
          ("boolean tinyint int1 byte smallint short smallserial serial2 integer int serial serial4"
                  + " bigint long bigserial serial8 decimal dec real double float string character"
                  + " nchar timestamp_ntz datetime timestamp_ltz binary struct record row array"
                  + " anyarray list map anymap")
              .split(" "));

  private final TypeFamily family;
  private final List<String> spellings;

  BuiltInType(TypeFamily family, String... spellings) {
    this.family = family;
    this.spellings = List.of(spellings);
  }

  /**
   * Looks a type up.
   *
   * @param spelling in lower case, with one space between words, without parameters
   * @return null if the type is unknown
   */
  static @Nullable BuiltInType of(String spelling) {
    return BY_SPELLING.get(spelling);
  }

  /**
   * Looks a type up by its name in {@code pg_catalog}.
   *
   * @param name the name, such as {@code int4}
   * @return null if the catalog has no type of that name
   */
  static @Nullable BuiltInType ofCatalog(String name) {
    return NOT_IN_CATALOG.contains(name) || name.indexOf(' ') >= 0 ? null : of(name);
  }

  /**
   * The largest length or precision that PostgreSQL accepts (its documentation, 8.1.2 and 8.3, and
   * {@code MaxAttrSize} in {@code htup_details.h}).
   */
  int largest() {
    return switch (family) {
      case SIZED_TEXT -> 10_485_760;
      case BITS -> 83_886_080;
      case EXACT_NUMBER -> 1_000;
      default -> Integer.MAX_VALUE;
    };
  }

  /** The family, which matches certain logical types. */
  TypeFamily family() {
    return family;
  }

  /** All spellings; first that of PostgreSQL's {@code format_type}, if it has the type. */
  List<String> spellings() {
    return spellings;
  }
}
