package io.github.qsmaven.check;

import io.github.qsmaven.check.SqlType.BuiltIn;
import io.github.qsmaven.check.SqlType.Named;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.NameEscaper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares the type that a contract demands with that of a column, by meaning and not by spelling:
 * {@code int8} is {@code bigint}, and a length counts only where the contract gives one. The rules
 * stand in {@code docs/types.md}.
 *
 * <p>If a contract gives both a physical and a logical type, the physical one decides alone. It is
 * the exact statement about the column; the logical one says what its values mean, and authors
 * rightly keep a logical {@code date} in a {@code varchar(10)}. For the same reason a physical type
 * that cannot be judged is not judged by the logical one.
 *
 * <p>Remembers its answers, since a schema has many columns and few types. For one thread.
 */
public final class TypeComparison {
  /** Enough for any spelling but a struct's with all its fields. */
  private static final int LONGEST_SHOWN = 100;

  /** What times hold where no precision is given (PostgreSQL's documentation, 8.5). */
  private static final Integer MICROSECONDS = 6;

  private record Question(ExpectedType expected, ColumnType actual) {}

  private record Outcome(TypeVerdict verdict, String why) {
    static final Outcome MATCH = new Outcome(TypeVerdict.MATCH, "");

    static final Outcome SERVERS_OWN =
        cannotTell("it is a type of the server's own, and what it is made of is not known");

    static final Outcome UNTOLD = cannotTell("the server does not tell the type");

    static Outcome mismatch(String why) {
      return new Outcome(TypeVerdict.MISMATCH, why);
    }

    static Outcome modifierUntold(String what) {
      return cannotTell("the server does not tell its " + what);
    }

    static Outcome cannotTell(String why) {
      return new Outcome(TypeVerdict.CANNOT_TELL, why);
    }
  }

  private final Map<Question, TypeResult> answers = new HashMap<>();

  /**
   * Compares two types. The inner fields of structs are not looked at: they are columns of their
   * own.
   *
   * @param expected what the contract demands, any strings; nothing matches everything
   * @param actual what the column is
   * @return the answer, with its reason
   */
  public TypeResult compare(ExpectedType expected, ColumnType actual) {
    return answers.computeIfAbsent(new Question(expected, actual), TypeComparison::answer);
  }

  private static TypeResult answer(Question question) {
    ExpectedType expected = question.expected();
    ColumnType actual = question.actual();
    String physical = expected.physicalType();
    if (physical != null) {
      return answer(compare(TypeExpression.of(physical), actual), shown(physical), actual);
    }
    String logical = expected.logicalType();
    if (logical != null) {
      return answer(
          actual.isReported()
              ? compare(logical, TypeExpression.of(actual.spelling()).type(actual.shape()))
              : Outcome.UNTOLD,
          "of the logical type " + shown(logical),
          actual);
    }
    return answer(Outcome.MATCH, "", actual);
  }

  private static TypeResult answer(Outcome outcome, String expected, ColumnType actual) {
    String there = shown(actual.spelling());
    String reason =
        switch (outcome.verdict()) {
          case MATCH -> "";
          case MISMATCH ->
              there + " is not " + expected + (outcome.why().isEmpty() ? "" : ": " + outcome.why());
          case CANNOT_TELL ->
              "whether " + there + " is " + expected + " cannot be told: " + outcome.why();
        };
    return new TypeResult(outcome.verdict(), NameEscaper.CONSOLE.of(reason), outcome.why());
  }

  private static String shown(String spelling) {
    String text = spelling.strip();
    return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "...";
  }

  private static Outcome compare(TypeExpression expected, ColumnType actual) {
    if (!actual.isReported()) {
      return Outcome.UNTOLD;
    }
    TypeExpression there = TypeExpression.of(actual.spelling());
    return expected.equals(there)
        ? Outcome.MATCH
        : compare(expected.type(), there.type(actual.shape()), actual.modifierReported());
  }

  private static Outcome compare(SqlType expected, SqlType actual, boolean modifierTold) {
    if (expected instanceof Named demanded) {
      return actual instanceof Named there
          ? compareNames(demanded, there, modifierTold)
          : Outcome.cannotTell("this plugin does not know the type " + shown(demanded.name()));
    }
    BuiltIn demanded = (BuiltIn) expected;
    if (actual instanceof BuiltIn there) {
      return compareBuiltIn(demanded, there, modifierTold);
    }
    if (!((Named) actual).isStruct()) {
      return Outcome.SERVERS_OWN;
    }
    return demanded.type() == BuiltInType.STRUCT
        ? compareFields(demanded, "")
        : Outcome.mismatch("it is a struct");
  }

  private static Outcome compareNames(Named expected, Named actual, boolean modifierTold) {
    if (!expected.isNamedAs(actual)) {
      return switch (actual.shape()) {
        case SCALAR -> Outcome.mismatch("");
        case STRUCT -> Outcome.cannotTell("the names of structs can be generated");
        default -> Outcome.cannotTell("neither is a type that this plugin knows");
      };
    }
    if (expected.arguments().isEmpty() || expected.arguments().equals(actual.arguments())) {
      return Outcome.MATCH;
    }
    return modifierTold || !actual.arguments().isEmpty()
        ? Outcome.mismatch("")
        : Outcome.modifierUntold("modifier");
  }

  private static Outcome compareBuiltIn(BuiltIn expected, BuiltIn actual, boolean modifierTold) {
    if (expected.type() != actual.type()) {
      TypeEquivalence kinship = TypeEquivalence.of(expected.type(), actual.type());
      if (kinship == null) {
        return Outcome.mismatch("");
      }
      if (kinship.verdict() != TypeVerdict.MATCH) {
        return new Outcome(kinship.verdict(), kinship.why());
      }
    }
    return switch (expected.type()) {
      case STRUCT -> compareFields(expected, actual.fields());
      case ARRAY, MAP -> compareInner(expected, actual, modifierTold);
      case INTERVAL -> compareIntervals(expected, actual, modifierTold);
      case TEXT -> {
        if (!modifierTold && isBare(actual)) {
          yield Outcome.modifierUntold("length");
        }
        yield actual.parameters().isEmpty()
            ? Outcome.MATCH
            : Outcome.mismatch("length " + actual.parameters().get(0) + ", not any length");
      }
      default -> compareParameters(expected, actual, modifierTold);
    };
  }

  private static Outcome compareIntervals(BuiltIn expected, BuiltIn actual, boolean modifierTold) {
    if (expected.fields().isEmpty() || expected.fields().equals(actual.fields())) {
      return compareParameters(expected, actual, modifierTold);
    }
    if (!actual.fields().isEmpty()) {
      return Outcome.mismatch(actual.fields() + ", not " + expected.fields());
    }
    return modifierTold
        ? Outcome.mismatch("all fields, not " + expected.fields())
        : Outcome.modifierUntold("fields");
  }

  /** The names and types in the brackets of {@code struct<...>}. */
  private static Outcome compareFields(BuiltIn expected, String actual) {
    return expected.fields().isEmpty() || expected.fields().equals(actual)
        ? Outcome.MATCH
        : Outcome.cannotTell(
            "fields are compared only where the contract lists them as properties");
  }

  private static Outcome compareInner(BuiltIn expected, BuiltIn actual, boolean modifierTold) {
    if (expected.inner().isEmpty()) {
      return Outcome.MATCH;
    }
    if (actual.inner().isEmpty()) {
      return Outcome.cannotTell("the server does not tell what it holds");
    }
    Outcome outcome = Outcome.MATCH;
    for (int i = 0; i < expected.inner().size(); i++) {
      Outcome inner = compare(expected.inner().get(i), actual.inner().get(i), modifierTold);
      if (inner.verdict() == TypeVerdict.MISMATCH) {
        return inner;
      }
      if (inner.verdict() == TypeVerdict.CANNOT_TELL) {
        outcome = inner;
      }
    }
    return outcome;
  }

  private static Outcome compareParameters(BuiltIn expected, BuiltIn actual, boolean modifierTold) {
    if (!modifierTold && isBare(actual)) {
      return expected.parameters().isEmpty() || (expected.assumed() && actual.assumed())
          ? Outcome.MATCH
          : Outcome.modifierUntold(String.join(" and ", actual.type().family().parameterNames()));
    }
    List<String> names = expected.type().family().parameterNames();
    List<String> differences = new ArrayList<>(2);
    for (int i = 0; i < expected.parameters().size(); i++) {
      Integer demanded = expected.parameters().get(i);
      Integer there = parameter(actual, i);
      if (there == null) {
        differences.add("any " + names.get(i) + ", not " + demanded);
      } else if (!there.equals(demanded)) {
        differences.add(names.get(i) + " " + there + ", not " + demanded);
      }
    }
    if (differences.isEmpty()) {
      return Outcome.MATCH;
    }
    return expected.assumed() || actual.assumed()
        ? Outcome.cannotTell(
            "without a length it has length 1, but some catalogs leave lengths out")
        : Outcome.mismatch(String.join("; ", differences));
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

  private static Outcome compare(String logical, SqlType actual) {
    LogicalType demanded = LogicalType.of(logical);
    if (demanded == null) {
      return Outcome.cannotTell("the standard has no such logical type");
    }
    if (actual instanceof BuiltIn there) {
      return compare(demanded, there);
    }
    return ((Named) actual).isStruct()
        ? compare(demanded, BuiltIn.plain(BuiltInType.STRUCT))
        : Outcome.SERVERS_OWN;
  }

  private static Outcome compare(LogicalType expected, BuiltIn actual) {
    boolean scaled = actual.type() == BuiltInType.NUMERIC && !actual.parameters().isEmpty();
    if (scaled && expected == LogicalType.INTEGER) {
      int scale = actual.parameters().get(1);
      return scale <= 0 ? Outcome.MATCH : Outcome.mismatch("scale " + scale);
    }
    TypeFamily family = actual.type().family();
    TypeVerdict verdict = family.against(expected);
    return new Outcome(verdict, verdict == TypeVerdict.CANNOT_TELL ? family.doubt() : "");
  }
}
