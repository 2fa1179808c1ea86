package io.github.qsmaven.types;

import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ColumnType.Identity;
import io.github.qsmaven.model.ColumnType.Kind;
import io.github.qsmaven.types.SqlType.BuiltIn;
import io.github.qsmaven.types.SqlType.Named;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the type of a column says of all its values, compared with the {@code logicalTypeOptions} of
 * the Open Data Contract Standard. A type can prove that an option holds, but never that it does
 * not: a column of any length may contain short texts only.
 */
public final class TypeLimits {
  /**
   * The texts of a UUID have 36 characters; a name has at most 63 bytes (PostgreSQL, 8.3, 8.12).
   */
  private static final int CHARACTERS_OF_UUID = 36;

  private static final int MOST_OF_NAME = 63;

  /** The default precision of times, in digits of a second (PostgreSQL's documentation, 8.5). */
  private static final int MICROSECONDS = 6;

  /** Longer texts are no number of a contract, and could be costly to parse. */
  private static final int LONGEST_NUMBER = 100;

  private static final int MOST_EXPONENT = 1000;

  /** The values of a numeric type: from {@code low} to {@code high}, in multiples of a step. */
  private record Range(BigDecimal low, BigDecimal high, BigDecimal step) {
    static Range ofBytes(int bytes) {
      BigDecimal high = BigDecimal.valueOf(2).pow(8 * bytes - 1);
      return new Range(high.negate(), high.subtract(BigDecimal.ONE), BigDecimal.ONE);
    }

    static Range ofDigits(int precision, int scale) {
      BigDecimal step = BigDecimal.ONE.movePointLeft(scale);
      BigDecimal high = BigDecimal.ONE.movePointRight(precision - scale).subtract(step);
      return new Range(high.negate(), high, step);
    }

    boolean isWithin(BigDecimal least, BigDecimal most) {
      return low.compareTo(least) >= 0 && high.compareTo(most) <= 0;
    }
  }

  private final ColumnType column;
  private final SqlType type;

  /**
   * @param column the type of a column; a domain has the limits of its base type
   */
  public TypeLimits(ColumnType column) {
    this.column = column.base();
    this.type = parsed(this.column);
  }

  /** A type that is not built in has no limits, even if its name reads like that of another. */
  private static SqlType parsed(ColumnType type) {
    SqlType parsed =
        new TypeParser(false, false).parse(TypeExpression.of(type.spelling()), type.shape());
    Identity identity = type.identity();
    boolean isBuiltIn =
        identity == null || identity.kind() == Kind.BUILT_IN || identity.kind() == Kind.ARRAY;
    return isBuiltIn || parsed instanceof Named
        ? parsed
        : new Named(null, new Identifier(type.spelling(), false), "", type.shape());
  }

  /**
   * Compares the type with an option.
   *
   * @param option the option, such as {@code maxLength}; any text
   * @param value its value; any text
   * @return why the type does not prove it, as a phrase; empty if it does
   */
  public Optional<String> doubt(String option, String value) {
    boolean holds =
        switch (option) {
          case "elementType" -> hasElementType(value.strip());
          case "format" -> hasFormat(value.strip());
          case "timezone" -> hasTimezone(value.strip());
          case "uniqueItems", "normalized" -> value.equalsIgnoreCase("false");
          default -> number(value).map(number -> holds(option, number)).orElse(false);
        };
    return holds ? Optional.empty() : Optional.of("the type of the column does not ensure it");
  }

  private boolean holds(String option, BigDecimal value) {
    return switch (option) {
      case "maxLength" -> atMost(mostCharacters(), value);
      case "minLength" ->
          value.signum() <= 0
              || (isA(BuiltInType.UUID) && value.compareTo(number(CHARACTERS_OF_UUID)) <= 0);
      case "minItems", "minProperties" -> value.signum() <= 0;
      case "precision" -> atMost(precision(), value);
      case "scale" -> atMost(scale(), value);
      case "dimensions" -> dimensions().filter(there -> there.compareTo(value) == 0).isPresent();
      default -> range().map(range -> holds(option, value, range)).orElse(false);
    };
  }

  private static boolean holds(String option, BigDecimal value, Range range) {
    return switch (option) {
      case "minimum" -> range.low().compareTo(value) >= 0;
      case "exclusiveMinimum" -> range.low().compareTo(value) > 0;
      case "maximum" -> range.high().compareTo(value) <= 0;
      case "exclusiveMaximum" -> range.high().compareTo(value) < 0;
      case "multipleOf" -> value.signum() > 0 && range.step().remainder(value).signum() == 0;
      default -> false;
    };
  }

  private static boolean atMost(@Nullable Integer limit, BigDecimal value) {
    return limit != null && number(limit).compareTo(value) <= 0;
  }

  private static BigDecimal number(int value) {
    return BigDecimal.valueOf(value);
  }

  private static Optional<BigDecimal> number(String text) {
    if (text.length() > LONGEST_NUMBER) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text.strip());
      // A comparison with 1e999999999 would need as many digits.
      return Math.abs((long) number.scale()) > MOST_EXPONENT
          ? Optional.empty()
          : Optional.of(number);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private boolean isA(BuiltInType wanted) {
    return type instanceof BuiltIn builtIn && builtIn.type() == wanted;
  }

  /** A parameter that is written; null if it is not, or the server does not report it. */
  private @Nullable Integer parameter(int index) {
    return type instanceof BuiltIn builtIn
            && index < builtIn.parameters().size()
            && (column.modifierReported() || !builtIn.assumed())
        ? builtIn.parameters().get(index)
        : null;
  }

  private @Nullable Integer mostCharacters() {
    if (!(type instanceof BuiltIn builtIn)) {
      return null;
    }
    return switch (builtIn.type()) {
      case VARCHAR, CHARACTER, BPCHAR -> parameter(0);
      case UUID -> Integer.valueOf(CHARACTERS_OF_UUID);
      case NAME -> Integer.valueOf(MOST_OF_NAME);
      case SINGLE_BYTE -> Integer.valueOf(1);
      default -> null;
    };
  }

  /** The most digits of a number, or the digits of the fraction of a second. */
  private @Nullable Integer precision() {
    if (!(type instanceof BuiltIn builtIn)) {
      return null;
    }
    return switch (builtIn.type().family()) {
      case EXACT_NUMBER -> parameter(0);
      case WHOLE_NUMBER -> range().map(range -> range.high().precision()).orElse(null);
      case TIMESTAMP, TIME -> {
        Integer written = parameter(0);
        yield written == null ? Integer.valueOf(MICROSECONDS) : written;
      }
      default -> null;
    };
  }

  private @Nullable Integer scale() {
    if (!(type instanceof BuiltIn builtIn)) {
      return null;
    }
    return switch (builtIn.type().family()) {
      case EXACT_NUMBER -> parameter(1);
      case WHOLE_NUMBER -> Integer.valueOf(0);
      default -> null;
    };
  }

  private Optional<Range> range() {
    if (!(type instanceof BuiltIn builtIn)) {
      return Optional.empty();
    }
    Integer precision = parameter(0);
    Integer scale = parameter(1);
    return switch (builtIn.type()) {
      case TINYINT -> Optional.of(Range.ofBytes(1));
      case SMALLINT -> Optional.of(Range.ofBytes(2));
      case INTEGER -> Optional.of(Range.ofBytes(4));
      case BIGINT -> Optional.of(Range.ofBytes(8));
      case NUMERIC ->
          precision == null
                  || scale == null
                  || precision > MOST_EXPONENT
                  || Math.abs(scale) > MOST_EXPONENT
              ? Optional.empty()
              : Optional.of(Range.ofDigits(precision, scale));
      default -> Optional.empty();
    };
  }

  /**
   * The length of a vector of the extension pgvector; empty if it is not one, or has any length.
   */
  private Optional<BigDecimal> dimensions() {
    return type instanceof Named named && List.of("vector", "halfvec").contains(named.name().text())
        ? number(named.arguments())
        : Optional.empty();
  }

  private boolean hasElementType(String value) {
    return type instanceof Named named
        && ((named.name().text().equals("vector") && value.equals("float32"))
            || (named.name().text().equals("halfvec") && value.equals("float16")));
  }

  private boolean hasFormat(String format) {
    return switch (format.toLowerCase(Locale.ROOT)) {
      case "uuid" -> isA(BuiltInType.UUID);
      case "f32" -> isA(BuiltInType.REAL);
      case "f64" -> isA(BuiltInType.REAL) || isA(BuiltInType.DOUBLE);
      case "i8" -> fits(Range.ofBytes(1));
      case "i16" -> fits(Range.ofBytes(2));
      case "i32" -> fits(Range.ofBytes(4));
      case "i64" -> fits(Range.ofBytes(8));
      case "i128" -> fits(Range.ofBytes(16));
      default -> false;
    };
  }

  private boolean fits(Range wanted) {
    return range()
        .filter(range -> range.isWithin(wanted.low(), wanted.high()))
        .map(range -> range.step().remainder(BigDecimal.ONE).signum() == 0)
        .orElse(false);
  }

  private boolean hasTimezone(String value) {
    return value.equalsIgnoreCase("true")
        ? isA(BuiltInType.TIMESTAMPTZ) || isA(BuiltInType.TIMETZ)
        : value.equalsIgnoreCase("false") && (isA(BuiltInType.TIMESTAMP) || isA(BuiltInType.TIME));
  }
}
