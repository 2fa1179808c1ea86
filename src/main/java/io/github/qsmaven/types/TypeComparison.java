package io.github.qsmaven.types;

import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.HasWord;
import io.github.qsmaven.types.SqlType.BuiltIn;
import io.github.qsmaven.types.SqlType.Named;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares the type that a contract expects with that of a column, by meaning and not by spelling:
 * {@code int8} is {@code bigint}, and a length counts only where the contract gives one. The rules
 * are in {@code docs/types.md}.
 *
 * <p>If a contract gives both a physical and a logical type, only the physical type is compared. It
 * describes the column exactly; the logical type describes the meaning of the values, and a {@code
 * varchar(10)} may contain a logical {@code date}. For the same reason, the logical type does not
 * replace a physical type that cannot be compared.
 *
 * <p>Caches its results, since a schema has many columns and few types. For one thread.
 */
public final class TypeComparison {
  /** Enough for any spelling but that of a struct with all its fields. */
  private static final int LONGEST_SHOWN = 100;

  /** The default precision of times (PostgreSQL's documentation, 8.5). */
  private static final Integer MICROSECONDS = 6;

  private record Question(ExpectedType expected, ColumnType actual) {}

  private static final TypeResult USER_DEFINED =
      TypeResult.unknown("it is a type that the server defines, and its definition is not known");

  private static TypeResult notReported(String what) {
    return TypeResult.unknown("the server does not report " + what);
  }

  private final Map<Question, TypeResult> answers = new HashMap<>();

  /**
   * Compares two types, but not the fields of structs, which are columns of their own.
   *
   * @param expected the type that the contract expects, any strings; no type matches every column
   * @param actual the type of the column
   * @return the result, with its reason
   */
  public TypeResult compare(ExpectedType expected, ColumnType actual) {
    return answers.computeIfAbsent(new Question(expected, actual), TypeComparison::answer);
  }

  private static TypeResult answer(Question question) {
    String physical = question.expected().physicalType();
    String logical = question.expected().logicalType();
    ColumnType actual = question.actual();
    if (!actual.isReported()) {
      return physical == null && logical == null ? TypeResult.MATCH : notReported("the type");
    }
    TypeExpression spelling = TypeExpression.of(actual.spelling());
    SqlType type = spelling.type(actual.shape());
    if (physical == null) {
      return logical == null ? TypeResult.MATCH : compare(logical, type);
    }
    TypeExpression expected = TypeExpression.of(physical);
    return expected.equals(spelling)
        ? TypeResult.MATCH
        : compare(expected.type(), type, actual.modifierReported());
  }

  private static String shown(String spelling) {
    String text = spelling.strip();
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
  }

  private static TypeResult compare(SqlType expected, SqlType actual, boolean modifierReported) {
    if (expected instanceof Named wanted) {
      return actual instanceof Named there
          ? compareNames(wanted, there, modifierReported)
          : TypeResult.unknown("the plugin does not know the type " + shown(wanted.name()));
    }
    BuiltIn wanted = (BuiltIn) expected;
    if (actual instanceof BuiltIn there) {
      return compareBuiltIn(wanted, there, modifierReported);
    }
    if (!((Named) actual).isStruct()) {
      return USER_DEFINED;
    }
    return wanted.type() == BuiltInType.STRUCT
        ? compareFields(wanted, "")
        : TypeResult.mismatch("it is a struct");
  }

  private static TypeResult compareNames(Named expected, Named actual, boolean modifierReported) {
    if (!expected.isNamedAs(actual)) {
      return switch (actual.shape()) {
        case SCALAR -> TypeResult.mismatch("");
        case STRUCT -> TypeResult.unknown("the names of structs can be generated");
        default -> TypeResult.unknown("the plugin does not know either type");
      };
    }
    if (expected.arguments().isEmpty() || expected.arguments().equals(actual.arguments())) {
      return TypeResult.MATCH;
    }
    return modifierReported || !actual.arguments().isEmpty()
        ? TypeResult.mismatch("")
        : notReported("its modifier");
  }

  private static TypeResult compareBuiltIn(
      BuiltIn expected, BuiltIn actual, boolean modifierReported) {
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
      case ARRAY, MAP -> compareInner(expected, actual, modifierReported);
      case INTERVAL -> compareIntervals(expected, actual, modifierReported);
      case TEXT -> {
        if (!modifierReported && isBare(actual)) {
          yield notReported("its length");
        }
        yield actual.parameters().isEmpty()
            ? TypeResult.MATCH
            : TypeResult.mismatch("length " + actual.parameters().get(0) + ", not any length");
      }
      default -> compareParameters(expected, actual, modifierReported);
    };
  }

  private static TypeResult compareIntervals(
      BuiltIn expected, BuiltIn actual, boolean modifierReported) {
    if (expected.fields().isEmpty() || expected.fields().equals(actual.fields())) {
      return compareParameters(expected, actual, modifierReported);
    }
    if (!actual.fields().isEmpty()) {
      return TypeResult.mismatch(actual.fields() + ", not " + expected.fields());
    }
    return modifierReported
        ? TypeResult.mismatch("all fields, not " + expected.fields())
        : notReported("its fields");
  }

  /** The names and types in the brackets of {@code struct<...>}. */
  private static TypeResult compareFields(BuiltIn expected, String actual) {
    return expected.fields().isEmpty() || expected.fields().equals(actual)
        ? TypeResult.MATCH
        : TypeResult.unknown(
            "fields are compared only where the contract lists them as properties");
  }

  private static TypeResult compareInner(
      BuiltIn expected, BuiltIn actual, boolean modifierReported) {
    if (expected.inner().isEmpty()) {
      return TypeResult.MATCH;
    }
    if (actual.inner().isEmpty()) {
      return notReported("its element types");
    }
    TypeResult result = TypeResult.MATCH;
    for (int i = 0; i < expected.inner().size(); i++) {
      TypeResult inner = compare(expected.inner().get(i), actual.inner().get(i), modifierReported);
      if (inner.verdict() == TypeVerdict.MISMATCH) {
        return inner;
      }
      if (inner.verdict() == TypeVerdict.UNKNOWN) {
        result = inner;
      }
    }
    return result;
  }

  private static TypeResult compareParameters(
      BuiltIn expected, BuiltIn actual, boolean modifierReported) {
    if (!modifierReported && isBare(actual)) {
      return expected.parameters().isEmpty() || (expected.assumed() && actual.assumed())
          ? TypeResult.MATCH
          : notReported("its " + String.join(" and ", actual.type().family().parameterNames()));
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

  private static TypeResult compare(String logical, SqlType actual) {
    LogicalType wanted = HasWord.parse(LogicalType.class, logical).orElse(null);
    if (wanted == null) {
      return TypeResult.unknown("the standard has no such logical type");
    }
    if (actual instanceof BuiltIn there) {
      return compare(wanted, there);
    }
    return ((Named) actual).isStruct()
        ? compare(wanted, BuiltIn.plain(BuiltInType.STRUCT))
        : USER_DEFINED;
  }

  private static TypeResult compare(LogicalType expected, BuiltIn actual) {
    boolean scaled = actual.type() == BuiltInType.NUMERIC && !actual.parameters().isEmpty();
    if (scaled && expected == LogicalType.INTEGER) {
      int scale = actual.parameters().get(1);
      return scale <= 0 ? TypeResult.MATCH : TypeResult.mismatch("scale " + scale);
    }
    TypeFamily family = actual.type().family();
    TypeVerdict verdict = family.compare(expected);
    return new TypeResult(verdict, verdict == TypeVerdict.UNKNOWN ? family.doubt() : "");
  }
}
