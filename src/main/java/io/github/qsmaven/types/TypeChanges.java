package io.github.qsmaven.types;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.joining;

import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ColumnType.Identity;
import io.github.qsmaven.model.ColumnType.Kind;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.LockedType;
import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.types.SqlType.BuiltIn;
import io.github.qsmaven.types.SqlType.Named;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the types of two states of a schema, by meaning and not by spelling: {@code int8} is
 * {@code bigint}. The fields of composite types are columns of their own, and not compared.
 *
 * <p>Caches its results, since a schema has many columns and few types. For one thread.
 */
public final class TypeChanges {
  private final UserTypes before;
  private final UserTypes after;
  private final boolean sameCatalog;
  private final TypeComparison contracts = new TypeComparison();
  private final Map<String, Map<String, TypeChange>> known = new HashMap<>();

  /**
   * @param before the types that users created in the state before
   * @param after those in the state after
   * @param sameCatalog whether the same catalog reports the columns of both; if not, one may omit
   *     lengths, precisions, domains and elements
   */
  public TypeChanges(List<LockedType> before, List<LockedType> after, boolean sameCatalog) {
    this.before = new UserTypes(before);
    this.after = new UserTypes(after);
    this.sameCatalog = sameCatalog;
  }

  /**
   * Compares two types.
   *
   * @param was the type before
   * @param is the type after, as {@link CanonicalType} writes it
   * @param exact whether the type before is written like that after, by a server; if not, it is the
   *     type of a contract, and what that leaves out is the same
   */
  public TypeChange compare(ExpectedType was, ExpectedType is, boolean exact) {
    String there = requireNonNullElse(is.physicalType(), "");
    if (!exact) {
      return compareWithContract(was, there);
    }
    String here = requireNonNullElse(was.physicalType(), "");
    Map<String, TypeChange> ofType = known.computeIfAbsent(here, type -> new HashMap<>());
    TypeChange change = ofType.get(there);
    if (change == null) {
      change = compare(before.columnType(here), after.columnType(there));
      if (change.isChange() && !here.equals(there)) {
        change = new TypeChange(change.kind(), here, there, change.why());
      }
      ofType.put(there, change);
    }
    return change;
  }

  private TypeChange compareWithContract(ExpectedType was, String is) {
    ColumnType there = after.columnType(is);
    TypeResult result = contracts.compare(was, there);
    String physical = was.physicalType();
    String shown = physical == null ? "logical type " + was.logicalType() : physical;
    TypeChange.Kind kind =
        switch (result.verdict()) {
          case MATCH -> TypeChange.Kind.SAME;
          case UNKNOWN -> TypeChange.Kind.UNKNOWN;
          case MISMATCH ->
              physical != null && isWidened(physical, there)
                  ? TypeChange.Kind.WIDENED
                  : TypeChange.Kind.CHANGED;
        };
    return new TypeChange(kind, shown, is, result.why());
  }

  private static boolean isWidened(String physical, ColumnType there) {
    return new TypeParser(true, true).parse(TypeExpression.of(physical)) instanceof BuiltIn here
        && here.type().family() != TypeFamily.ARRAY
        && parsed(there.base()) instanceof BuiltIn wider
        && new BuiltInValues(wider).includes(here);
  }

  private TypeChange compare(ColumnType was, ColumnType is) {
    if (!was.isReported() || !is.isReported()) {
      TypeChange.Kind kind =
          was.isReported() == is.isReported() ? TypeChange.Kind.SAME : TypeChange.Kind.UNKNOWN;
      return change(kind, was, is, "the server does not report the type");
    }
    boolean wasDomain = kindOf(was) == Kind.DOMAIN;
    boolean isDomain = kindOf(is) == Kind.DOMAIN;
    if (wasDomain || isDomain) {
      return sameCatalog
          ? compareDomains(was, wasDomain, is, isDomain)
          : compare(was.base(), is.base());
    }
    if (was.shape() == TypeShape.ARRAY && is.shape() == TypeShape.ARRAY) {
      return compareArrays(was, is);
    }
    LockedType defined = before.find(was.spelling());
    LockedType now = after.find(is.spelling());
    if (defined != null && now != null) {
      return compareOfUser(was, defined, is, now);
    }
    if (was.shape() == TypeShape.STRUCT && is.shape() == TypeShape.STRUCT) {
      return change(TypeChange.Kind.SAME, was, is, "");
    }
    return compareSpelled(was, is);
  }

  private static @Nullable Kind kindOf(ColumnType type) {
    return type.identity() == null ? null : type.identity().kind();
  }

  private static TypeChange change(
      TypeChange.Kind kind, ColumnType was, ColumnType is, String why) {
    return new TypeChange(kind, was.spelling(), is.spelling(), why);
  }

  /** A domain holds at most the values of its base type: it can have constraints. */
  private TypeChange compareDomains(
      ColumnType was, boolean wasDomain, ColumnType is, boolean isDomain) {
    Identity here = was.identity();
    Identity there = is.identity();
    ColumnType wasOver = wasDomain && here != null ? here.inner() : was;
    ColumnType isOver = isDomain && there != null ? there.inner() : is;
    if (wasOver == null || isOver == null) {
      return change(TypeChange.Kind.UNKNOWN, was, is, "the base type of the domain is not known");
    }
    if (wasDomain && isDomain && isSameName(here, there)) {
      TypeChange ofBase = compare(wasOver, isOver);
      return ofBase.isChange()
          ? new TypeChange(
              ofBase.kind(),
              was.spelling() + " over " + ofBase.before(),
              is.spelling() + " over " + ofBase.after(),
              ofBase.why())
          : ofBase;
    }
    if (wasDomain) {
      TypeChange withoutDomain = compare(wasOver, is);
      if (withoutDomain.kind() != TypeChange.Kind.CHANGED) {
        return change(
            withoutDomain.kind() == TypeChange.Kind.UNKNOWN
                ? TypeChange.Kind.UNKNOWN
                : TypeChange.Kind.WIDENED,
            was,
            is,
            "it was a domain over " + TypeResult.shown(wasOver.spelling()));
      }
    }
    return change(
        TypeChange.Kind.CHANGED,
        was,
        is,
        isDomain
            ? "it is a domain over " + TypeResult.shown(isOver.spelling())
            : "it was a domain over " + TypeResult.shown(wasOver.spelling()));
  }

  private static boolean isSameName(@Nullable Identity was, @Nullable Identity is) {
    return was != null
        && is != null
        && was.schema().equals(is.schema())
        && was.name().equals(is.name());
  }

  private TypeChange compareArrays(ColumnType was, ColumnType is) {
    ColumnType here = was.element();
    ColumnType there = is.element();
    if (here == null || there == null) {
      return compareSpelled(was, is);
    }
    return compare(here, there);
  }

  private TypeChange compareOfUser(
      ColumnType was, LockedType defined, ColumnType is, LockedType now) {
    if (!isSameName(was.identity(), is.identity())) {
      return change(TypeChange.Kind.CHANGED, was, is, "it is another type");
    } else if (defined.kind() != now.kind()) {
      return change(
          TypeChange.Kind.CHANGED,
          was,
          is,
          "it was %s, and is %s".formatted(defined.kind().description(), now.kind().description()));
    }
    return switch (now.kind()) {
      case ENUM -> compareValues(was, defined.values(), is, now.values());
      case COMPOSITE -> change(TypeChange.Kind.SAME, was, is, "");
      default -> compareArguments(was, is);
    };
  }

  /** The values of an enumeration are not known if there are none. */
  private static TypeChange compareValues(
      ColumnType was, List<String> values, ColumnType is, List<String> now) {
    if (values.equals(now) || values.isEmpty() || now.isEmpty()) {
      return change(TypeChange.Kind.SAME, was, is, "");
    }
    List<String> gone = without(values, now);
    List<String> added = without(now, values);
    List<String> reasons = new ArrayList<>(2);
    if (!gone.isEmpty()) {
      reasons.add("without " + listed(gone));
    }
    if (!added.isEmpty()) {
      reasons.add("with " + listed(added));
    }
    return new TypeChange(
        gone.isEmpty() ? TypeChange.Kind.WIDENED : TypeChange.Kind.CHANGED,
        was.spelling() + " (" + listed(values) + ")",
        is.spelling() + " (" + listed(now) + ")",
        reasons.isEmpty() ? "its values have another order" : String.join(", ", reasons));
  }

  private static List<String> without(List<String> values, List<String> others) {
    Set<String> taken = new HashSet<>(others);
    return values.stream().filter(value -> !taken.contains(value)).toList();
  }

  private static String listed(List<String> values) {
    return TypeResult.shown(
        values.stream()
            .limit(TypeResult.LONGEST_SHOWN)
            .map(value -> "'" + value.replace("'", "''") + "'")
            .collect(joining(", ")));
  }

  /** The modifier of a type that is not built in: {@code geometry} holds all geometries. */
  private TypeChange compareArguments(ColumnType was, ColumnType is) {
    String here = parsed(was) instanceof Named named ? named.arguments() : "";
    String there = parsed(is) instanceof Named named ? named.arguments() : "";
    boolean isSame =
        TypeExpression.lower(here).equals(TypeExpression.lower(there))
            || (!sameCatalog && (here.isEmpty() || there.isEmpty()));
    TypeChange.Kind kind =
        isSame
            ? TypeChange.Kind.SAME
            : there.isEmpty() ? TypeChange.Kind.WIDENED : TypeChange.Kind.CHANGED;
    return change(kind, was, is, "");
  }

  private static SqlType parsed(ColumnType type) {
    return new TypeParser(false, false).parse(TypeExpression.of(type.spelling()));
  }

  /** Types of which only the spelling is known, and built-in types. */
  private TypeChange compareSpelled(ColumnType was, ColumnType is) {
    SqlType here = parsed(was);
    SqlType there = parsed(is);
    if (here instanceof BuiltIn builtIn && there instanceof BuiltIn now) {
      return change(compareBuiltIn(builtIn, now), was, is, "");
    } else if (here instanceof Named named
        && there instanceof Named now
        && Objects.equals(named.schema(), now.schema())
        && named.name().equals(now.name())) {
      return compareArguments(was, is);
    }
    return sameCatalog
        ? change(TypeChange.Kind.CHANGED, was, is, "")
        : change(TypeChange.Kind.UNKNOWN, was, is, "another catalog reports it");
  }

  private TypeChange.Kind compareBuiltIn(BuiltIn was, BuiltIn is) {
    if (!was.inner().isEmpty() && was.inner().size() == is.inner().size()) {
      return compareInner(was, is);
    } else if (was.type() == is.type() && was.type().family() == TypeFamily.STRUCT) {
      return was.fields().equals(is.fields()) ? TypeChange.Kind.SAME : TypeChange.Kind.CHANGED;
    } else if (!sameCatalog && (isBare(was) || isBare(is))) {
      return compareBuiltIn(BuiltIn.plain(was.type()), BuiltIn.plain(is.type()), true);
    }
    return compareBuiltIn(was, is, false);
  }

  private TypeChange.Kind compareBuiltIn(BuiltIn was, BuiltIn is, boolean bare) {
    if (!new BuiltInValues(is).includes(was)) {
      return TypeChange.Kind.CHANGED;
    }
    boolean isRenamed =
        sameCatalog
            && was.type().family() != is.type().family()
            && was.type() != BuiltInType.STRING
            && is.type() != BuiltInType.STRING;
    return (bare || !isRenamed) && new BuiltInValues(was).includes(is)
        ? TypeChange.Kind.SAME
        : TypeChange.Kind.WIDENED;
  }

  /** Whether a length or precision may be omitted. */
  private static boolean isBare(BuiltIn type) {
    return !type.type().family().parameterNames().isEmpty()
        && (type.parameters().isEmpty() || type.assumed());
  }

  /** The elements of arrays, and the keys and values of maps. */
  private TypeChange.Kind compareInner(BuiltIn was, BuiltIn is) {
    if (was.type() != is.type()) {
      return TypeChange.Kind.CHANGED;
    }
    TypeChange.Kind kind = TypeChange.Kind.SAME;
    for (int i = 0; i < was.inner().size(); i++) {
      TypeChange.Kind inner =
          was.inner().get(i) instanceof BuiltIn here && is.inner().get(i) instanceof BuiltIn there
              ? compareBuiltIn(here, there)
              : was.inner().get(i).equals(is.inner().get(i))
                  ? TypeChange.Kind.SAME
                  : TypeChange.Kind.CHANGED;
      kind = inner.compareTo(kind) > 0 ? inner : kind;
    }
    return kind;
  }
}
