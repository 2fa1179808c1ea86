package io.github.qsmaven.types;

import io.github.qsmaven.types.SqlType.Bracketed;
import io.github.qsmaven.types.SqlType.BuiltIn;
import io.github.qsmaven.types.SqlType.Either;
import io.github.qsmaven.types.SqlType.Malformed;
import io.github.qsmaven.types.SqlType.Named;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type of a column as its spelling shows it. A name that is not that of a built-in type may be
 * that of any type, so some questions stay open.
 *
 * @param type the parsed spelling
 * @param modifierReported whether the spelling includes the modifier, if the type has one
 */
record SpelledType(SqlType type, boolean modifierReported) {
  /** The default precision of times (PostgreSQL's documentation, 8.5). */
  private static final Integer MICROSECONDS = 6;

  static final TypeResult USER_DEFINED =
      TypeResult.unknown("it is a type that the server defines, and its definition is not known");

  /** Compares the type with one that a contract expects. */
  TypeResult compare(SqlType expected) {
    if (expected instanceof Malformed malformed) {
      return malformed.result(compare(malformed.meant()));
    } else if (expected instanceof Bracketed bracketed) {
      return compare(bracketed.array());
    } else if (expected instanceof Either either) {
      return compare(either.builtIn());
    } else if (expected instanceof Named named) {
      return type instanceof Named there
          ? compareNames(named, there)
          : TypeResult.unknown(
              "the plugin does not know the type " + TypeResult.shown(named.name().text()));
    }
    BuiltIn wanted = (BuiltIn) expected;
    if (type instanceof BuiltIn there) {
      return compareBuiltIn(wanted, there);
    }
    if (!((Named) type).isStruct()) {
      return USER_DEFINED;
    }
    return wanted.type() == BuiltInType.STRUCT
        ? compareFields(wanted, "")
        : TypeResult.mismatch("it is a struct");
  }

  private TypeResult compareNames(Named expected, Named actual) {
    if (!expected.isNamedAs(actual)) {
      return switch (actual.shape()) {
        case SCALAR -> TypeResult.mismatch("");
        case STRUCT -> TypeResult.unknown("the names of structs can be generated");
        default -> TypeResult.unknown("the plugin does not know either type");
      };
    }
    if (expected.hasArgumentsOf(actual)) {
      return TypeResult.MATCH;
    }
    return modifierReported || !actual.arguments().isEmpty()
        ? TypeResult.mismatch("")
        : TypeResult.notReported("its modifier");
  }

  private TypeResult compareBuiltIn(BuiltIn expected, BuiltIn actual) {
    if (expected.type() != actual.type()) {
      TypeEquivalence equivalence = TypeEquivalence.of(expected.type(), actual.type());
      if (equivalence == null) {
        return TypeResult.mismatch("");
      }
      if (equivalence.verdict() != TypeVerdict.MATCH) {
        return new TypeResult(equivalence.verdict(), equivalence.why());
      }
    }
    return switch (expected.type()) {
      case STRUCT -> compareFields(expected, actual.fields());
      case ARRAY, MAP -> compareInner(expected, actual);
      case INTERVAL -> compareIntervals(expected, actual);
      case TEXT -> {
        if (!modifierReported && isBare(actual)) {
          yield TypeResult.notReported("its length");
        }
        yield actual.parameters().isEmpty()
            ? TypeResult.MATCH
            : TypeResult.mismatch("length " + actual.parameters().get(0) + ", not any length");
      }
      default -> compareParameters(expected, actual);
    };
  }

  private TypeResult compareIntervals(BuiltIn expected, BuiltIn actual) {
    if (expected.fields().isEmpty() || expected.fields().equals(actual.fields())) {
      return compareParameters(expected, actual);
    }
    if (!actual.fields().isEmpty()) {
      return TypeResult.mismatch(actual.fields() + ", not " + expected.fields());
    }
    return modifierReported
        ? TypeResult.mismatch("all fields, not " + expected.fields())
        : TypeResult.notReported("its fields");
  }

  /** The names and types in the brackets of {@code struct<...>}. */
  private static TypeResult compareFields(BuiltIn expected, String actual) {
    return expected.fields().isEmpty() || expected.fields().equals(actual)
        ? TypeResult.MATCH
        : TypeResult.unknown(
            "fields are compared only where the contract lists them as properties");
  }

  private TypeResult compareInner(BuiltIn expected, BuiltIn actual) {
    if (expected.inner().isEmpty()) {
      return TypeResult.MATCH;
    }
    if (actual.inner().isEmpty()) {
      return TypeResult.notReported("its element types");
    }
    TypeResult result = TypeResult.MATCH;
    for (int i = 0; i < expected.inner().size(); i++) {
      SpelledType there = new SpelledType(actual.inner().get(i), modifierReported);
      TypeResult inner = there.compare(expected.inner().get(i));
      if (inner.verdict() == TypeVerdict.MISMATCH) {
        return inner;
      }
      if (inner.verdict() == TypeVerdict.UNKNOWN) {
        result = inner;
      }
    }
    return result;
  }

  private TypeResult compareParameters(BuiltIn expected, BuiltIn actual) {
    if (!modifierReported && isBare(actual)) {
      return expected.parameters().isEmpty() || (expected.assumed() && actual.assumed())
          ? TypeResult.MATCH
          : TypeResult.notReported(
              "its " + String.join(" and ", actual.type().family().parameterNames()));
    }
    List<String> names = expected.type().family().parameterNames();
    List<String> differences = new ArrayList<>(2);
    for (int i = 0; i < expected.parameters().size(); i++) {
      Integer wanted = expected.parameters().get(i);
      Integer there = parameter(actual, i);
      if (there == null) {
        differences.add("any " + names.get(i) + ", not " + wanted);
      } else if (!there.equals(wanted)) {
        differences.add(names.get(i) + " " + there + ", not " + wanted);
      }
    }
    if (differences.isEmpty()) {
      return TypeResult.MATCH;
    }
    return expected.assumed() || actual.assumed()
        ? TypeResult.unknown("without a length it has length 1, but some catalogs omit lengths")
        : TypeResult.mismatch(String.join("; ", differences));
  }

  /** Whether the type can have parameters, and is written without. */
  private static boolean isBare(BuiltIn type) {
    return !type.type().family().parameterNames().isEmpty()
        && (type.parameters().isEmpty() || type.assumed());
  }

  /** Null if the type has none. */
  private static @Nullable Integer parameter(BuiltIn type, int index) {
    if (index < type.parameters().size()) {
      return type.parameters().get(index);
    }
    return switch (type.type().family()) {
      case TIMESTAMP, TIME, INTERVAL -> MICROSECONDS;
      default -> null;
    };
  }

  /** Compares the type with a logical type. */
  TypeResult compare(LogicalType expected) {
    if (type instanceof BuiltIn there) {
      return compare(expected, there);
    }
    return ((Named) type).isStruct()
        ? compare(expected, BuiltIn.plain(BuiltInType.STRUCT))
        : USER_DEFINED;
  }

  private static TypeResult compare(LogicalType expected, BuiltIn actual) {
    boolean scaled = actual.type() == BuiltInType.NUMERIC && !actual.parameters().isEmpty();
    if (scaled && expected == LogicalType.INTEGER) {
      int scale = actual.parameters().get(1);
      return scale <= 0 ? TypeResult.MATCH : TypeResult.mismatch("scale " + scale);
    }
    return actual.type().family().result(expected);
  }
}
