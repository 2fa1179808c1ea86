package io.github.qsmaven.types;

import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ColumnType.Identity;
import io.github.qsmaven.model.ColumnType.Kind;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.HasWord;
import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.types.SqlType.Bracketed;
import io.github.qsmaven.types.SqlType.BuiltIn;
import io.github.qsmaven.types.SqlType.Either;
import io.github.qsmaven.types.SqlType.Malformed;
import io.github.qsmaven.types.SqlType.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares the type that a contract expects with that of a column, by meaning and not by spelling:
 * {@code int8} is {@code bigint}, and a length counts only where the contract gives one. The rules
 * are in {@code docs/types.md}.
 *
 * <p>Where PostgreSQL's catalog shows which type a column has, the answer is certain: a type that
 * the user created is then not taken for a built-in type of a similar name. Elsewhere the spellings
 * decide, and leave some questions open.
 *
 * <p>If a contract gives both a physical and a logical type, only the physical type is compared. It
 * describes the column exactly; the logical type describes the meaning of the values, and a {@code
 * varchar(10)} may contain a logical {@code date}. The logical type counts beside the physical type
 * of another system, which cannot be compared.
 *
 * <p>Caches its results, since a schema has many columns and few types. For one thread.
 */
public final class TypeComparison {
  /** The keys and values of PostgreSQL's hstore are text (its documentation, F.17). */
  private static final SpelledType HSTORE =
      new SpelledType(
          new BuiltIn(
              BuiltInType.MAP,
              List.of(),
              false,
              "",
              List.of(BuiltIn.plain(BuiltInType.TEXT), BuiltIn.plain(BuiltInType.TEXT))),
          true);

  private static final SpelledType STRUCT =
      new SpelledType(BuiltIn.plain(BuiltInType.STRUCT), true);

  private final Map<ColumnType, Map<ExpectedType, TypeResult>> answers = new HashMap<>();

  /**
   * Compares two types, but not the fields of structs, which are columns of their own.
   *
   * @param expected the type that the contract expects, any strings; no type matches every column
   * @param actual the type of the column
   * @return the result, with its reason
   */
  public TypeResult compare(ExpectedType expected, ColumnType actual) {
    Map<ExpectedType, TypeResult> ofType = answers.computeIfAbsent(actual, type -> new HashMap<>());
    TypeResult known = ofType.get(expected);
    if (known == null) {
      known = answer(expected.physicalType(), expected.logicalType(), actual);
      ofType.put(expected, known);
    }
    return known;
  }

  private static TypeResult answer(
      @Nullable String physical, @Nullable String logical, ColumnType actual) {
    if (!actual.isReported()) {
      return physical == null && logical == null
          ? TypeResult.MATCH
          : TypeResult.notReported("the type");
    } else if (physical == null) {
      return logical == null ? TypeResult.MATCH : compareLogical(logical, actual);
    }
    TypeExpression expected = TypeExpression.of(physical);
    boolean known = actual.identity() != null;
    if (!known && expected.isAlike(TypeExpression.of(actual.spelling()))) {
      return TypeResult.MATCH;
    }
    if (expected.text().length() > TypeParser.LONGEST && expected.text().indexOf('<') > 0) {
      return TypeResult.unknown(
          "a type of more than " + TypeParser.LONGEST + " characters is not read");
    }
    return compare(new TypeParser(true, known).parse(expected), logical, actual);
  }

  private static TypeResult compare(SqlType expected, @Nullable String logical, ColumnType actual) {
    if (expected instanceof Malformed malformed) {
      return malformed.result(compare(malformed.meant(), logical, actual));
    } else if (expected instanceof Bracketed bracketed) {
      return compareBracketed(bracketed, actual);
    } else if (expected instanceof Either either) {
      return isExactNameOf(either.name(), actual)
          ? TypeResult.MATCH
          : compare(either.builtIn(), logical, actual);
    } else if (expected instanceof Named named) {
      if (!named.isReadable()) {
        return TypeResult.unknown("PostgreSQL cannot read the type as it is written");
      }
      TypeResult result = compareNamed(named, actual);
      OtherSystemType other =
          result.verdict() == TypeVerdict.MATCH || named.schema() != null || named.name().quoted()
              ? null
              : OtherSystemType.of(named.name().text());
      return other == null ? result : compareOther(named, other, logical, actual);
    }
    return compareBuiltIn((BuiltIn) expected, actual);
  }

  private static TypeResult compareBracketed(Bracketed expected, ColumnType actual) {
    TypeResult asArray = compare(expected.array(), null, actual);
    TypeResult asSized = compare(expected.sized(), null, actual);
    if (asArray.verdict() == TypeVerdict.MATCH || actual.base().shape() == TypeShape.ARRAY) {
      return asArray;
    }
    return asSized.verdict() != TypeVerdict.MISMATCH
        ? asSized
        : TypeResult.mismatch(
            "brackets mean an array in PostgreSQL; did you mean " + expected.spelling() + "?");
  }

  /** A type of another system: its logical type may show that the column has another one. */
  private static TypeResult compareOther(
      Named expected, OtherSystemType other, @Nullable String logical, ColumnType actual) {
    String name = TypeResult.shown(expected.name().text());
    if (logical != null
        && compareLogical(logical, actual).verdict() == TypeVerdict.MISMATCH
        && !isKin(other.family(), actual)) {
      return TypeResult.mismatch(
          "%s is a type of %s, and its logical type %s does not fit the column"
              .formatted(name, other.systems(), TypeResult.shown(logical)));
    }
    return TypeResult.unknown(
        "%s seems to be a type of %s, which PostgreSQL does not have"
            .formatted(name, other.systems()));
  }

  /** Whether the spelling of the column may be that of such a type; the catalog would show it. */
  private static boolean isKin(@Nullable TypeFamily family, ColumnType actual) {
    return family != null
        && actual.identity() == null
        && parsed(actual) instanceof BuiltIn there
        && family.isKin(there.type().family());
  }

  /** The type as the server spells it. */
  private static SpelledType spelled(ColumnType actual) {
    return new SpelledType(parsed(actual), actual.modifierReported());
  }

  private static SqlType parsed(ColumnType actual) {
    return new TypeParser(false, false).parse(TypeExpression.of(actual.spelling()), actual.shape());
  }

  private static TypeResult compareNamed(Named expected, ColumnType actual) {
    Identity identity = actual.identity();
    if (identity == null) {
      return spelled(actual).compare(expected);
    }
    if (isNameOf(expected, identity)) {
      return compareArguments(expected, actual);
    }
    ColumnType inner = identity.inner();
    return switch (identity.kind()) {
      case DOMAIN -> {
        boolean isBase =
            inner != null && compareNamed(expected, inner).verdict() == TypeVerdict.MATCH;
        yield isBase ? TypeResult.MATCH : TypeResult.mismatch(whyNot(expected, identity));
      }
      case BUILT_IN -> compareNameOfBuiltIn(expected, actual);
      default -> TypeResult.mismatch(whyNot(expected, identity));
    };
  }

  private static TypeResult compareArguments(Named expected, ColumnType actual) {
    return expected.arguments().isEmpty()
            || (parsed(actual) instanceof Named there && expected.hasArgumentsOf(there))
        ? TypeResult.MATCH
        : TypeResult.mismatch("");
  }

  /**
   * Whether a contract names a type. A name may differ in case if no other type has it; without a
   * schema, it means the type that the search path finds first, if it finds one.
   */
  private static boolean isNameOf(Named expected, Identity identity) {
    Identifier schema = expected.schema();
    return !identity.name().isEmpty()
        && (schema == null ? !identity.hidden() : schema.isAlike(identity.schema()))
        && isBareNameOf(expected.name(), identity);
  }

  private static boolean isBareNameOf(Identifier written, Identity identity) {
    if (written.text().equals(identity.name())) {
      return true;
    }
    if (!written.isAlike(identity.name()) || identity.alike().contains(written.text())) {
      return false;
    }
    String lower = TypeExpression.lower(written.text());
    return identity.alike().isEmpty() || (!written.quoted() && lower.equals(identity.name()));
  }

  /** Whether it is the name of a type, or of a domain that it is based on, also in its case. */
  private static boolean isExactNameOf(Identifier written, ColumnType actual) {
    Identity identity = actual.identity();
    if (identity == null || identity.hidden()) {
      return false;
    }
    ColumnType base = identity.kind() == Kind.DOMAIN ? identity.inner() : null;
    return written.text().equals(identity.name()) || (base != null && isExactNameOf(written, base));
  }

  /** A name in quotes can be that of a built-in type in the catalog; no other name can. */
  private static TypeResult compareNameOfBuiltIn(Named expected, ColumnType actual) {
    SqlType type = parsed(actual);
    if (type instanceof Named builtIn && builtIn.isNamedAs(expected)) {
      return compareArguments(expected, actual);
    }
    BuiltInType named =
        expected.schema() == null && expected.name().quoted()
            ? BuiltInType.ofCatalog(expected.name().text())
            : null;
    return named == null
        ? TypeResult.mismatch(Kind.BUILT_IN.description())
        : compareBuiltIn(BuiltIn.plain(named), actual);
  }

  private static String whyNot(Named expected, Identity identity) {
    if (expected.schema() == null && expected.name().isAlike(identity.name())) {
      return identity.hidden()
          ? "the search path finds another type of that name first"
          : "another type has that name; the case differs";
    }
    ColumnType base = identity.kind() == Kind.DOMAIN ? identity.inner() : null;
    return identity.kind().description()
        + (base == null ? "" : " over " + TypeResult.shown(base.spelling()));
  }

  /** The result for the base type of a domain, as the result for the domain. */
  private static TypeResult over(ColumnType base, TypeResult result) {
    if (result.verdict() != TypeVerdict.MISMATCH) {
      return result;
    }
    return TypeResult.mismatch(
        "a domain over "
            + TypeResult.shown(base.spelling())
            + (result.why().isEmpty() ? "" : ": " + result.why()));
  }

  private static TypeResult compareBuiltIn(BuiltIn expected, ColumnType actual) {
    Identity identity = actual.identity();
    if (identity == null) {
      return spelled(actual).compare(expected);
    }
    ColumnType inner = identity.inner();
    return switch (identity.kind()) {
      case BUILT_IN ->
          parsed(actual) instanceof BuiltIn
              ? spelled(actual).compare(expected)
              : TypeResult.mismatch("");
      case ARRAY -> compareWithArray(expected, inner);
      case DOMAIN ->
          inner == null
              ? TypeResult.mismatch("a domain")
              : over(inner, compareBuiltIn(expected, inner));
      case COMPOSITE ->
          expected.type() == BuiltInType.STRUCT
              ? STRUCT.compare(expected)
              : TypeResult.mismatch(Kind.COMPOSITE.description());
      case OTHER ->
          TypeFamily.ofExtension(identity) == TypeFamily.MAP && expected.type() == BuiltInType.MAP
              ? HSTORE.compare(expected)
              : TypeResult.mismatch(Kind.OTHER.description());
      case ENUM, RANGE -> TypeResult.mismatch(identity.kind().description());
    };
  }

  private static TypeResult compareWithArray(BuiltIn expected, @Nullable ColumnType element) {
    if (expected.type() != BuiltInType.ARRAY) {
      return TypeResult.mismatch(Kind.ARRAY.description());
    } else if (expected.inner().isEmpty()) {
      return TypeResult.MATCH;
    } else if (element == null) {
      return TypeResult.notReported("its element types");
    }
    TypeResult result = compare(expected.inner().get(0), null, element);
    return result.verdict() == TypeVerdict.MISMATCH && !result.why().isEmpty()
        ? TypeResult.mismatch("its elements: " + result.why())
        : result;
  }

  private static TypeResult compareLogical(String logical, ColumnType actual) {
    LogicalType wanted = HasWord.parse(LogicalType.class, logical).orElse(null);
    if (wanted == null) {
      return TypeResult.unknown("the standard has no such logical type");
    }
    Identity identity = actual.identity();
    if (identity == null) {
      return spelled(actual).compare(wanted);
    }
    ColumnType inner = identity.inner();
    return switch (identity.kind()) {
      case BUILT_IN -> spelled(actual).compare(wanted);
      case ARRAY -> TypeFamily.ARRAY.result(wanted);
      case DOMAIN ->
          inner == null
              ? TypeResult.notReported("its base type")
              : over(inner, compareLogical(logical, inner));
      case ENUM -> TypeFamily.TEXT.result(wanted, identity.kind().description());
      case COMPOSITE -> TypeFamily.STRUCT.result(wanted, identity.kind().description());
      case RANGE -> TypeFamily.RANGE.result(wanted);
      case OTHER -> {
        TypeFamily family = TypeFamily.ofExtension(identity);
        yield family == null ? SpelledType.USER_DEFINED : family.result(wanted);
      }
    };
  }
}
