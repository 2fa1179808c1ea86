package io.github.qsmaven.check;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.github.qsmaven.check.CaseIndex.Match;
import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.SimilarNames;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.model.Unchecked.What;
import io.github.qsmaven.types.TypeComparison;
import io.github.qsmaven.types.TypeResult;
import io.github.qsmaven.types.TypeVerdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares one table with what contracts expect of it: its columns, and their fields to any depth.
 */
final class ColumnCheck {
  private static final ExpectedType ANY_STRUCT = new ExpectedType(null, "object");
  private static final ExpectedType ANY_ARRAY = new ExpectedType(null, "array");
  private static final Pattern ARRAY = Pattern.compile("(?s)(?:(.*)\\[]|_(.+)|array<(.*)>)\\z");
  private static final ColumnType FLATTENED = new ColumnType("struct", TypeShape.STRUCT);

  private record Expectation(
      ExpectedColumn column, ColumnScope scope, String parent, Set<String> rivals) {
    String path() {
      return parent + column.name();
    }
  }

  private final FindingCollector collector;
  private final RuleCheck rules;
  private final TypeComparison types;
  private final TableDetails details;
  private final String table;
  private final CaseRule rule;
  private final boolean nullabilityKnown;
  private final IdentityHashMap<ExpectedColumn, Set<String>> rivals;
  private final List<Expectation> missing = new ArrayList<>();
  private final Map<String, List<String>> suggested = new HashMap<>();
  private boolean columnsExpected;

  /** Columns that are expected with all their fields; by identity, since fields may be equal. */
  private final Set<Column> claimed = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Columns of which some fields are expected. */
  private final Set<Column> entered = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param collector collects the findings
   * @param types compares types
   * @param details the table
   * @param table its name for findings
   * @param rule how the case of names counts
   * @param nullabilityKnown whether the server reports which columns are {@code NOT NULL}
   * @param rivals the expected columns that have rivals, by identity
   */
  ColumnCheck(
      FindingCollector collector,
      TypeComparison types,
      TableDetails details,
      String table,
      CaseRule rule,
      boolean nullabilityKnown,
      IdentityHashMap<ExpectedColumn, Set<String>> rivals) {
    this.collector = collector;
    this.rules = new RuleCheck(collector);
    this.types = types;
    this.details = details;
    this.table = table;
    this.rule = rule;
    this.nullabilityKnown = nullabilityKnown;
    this.rivals = rivals;
  }

  /**
   * Checks the columns that one contract expects.
   *
   * @param scope the columns of the table
   */
  void check(List<ExpectedColumn> expected, ColumnScope scope) {
    columnsExpected |= !expected.isEmpty();
    checkAll(expected, scope, "");
  }

  /** Reports what depends on the columns of all contracts. */
  void finish() {
    missing.sort(
        Comparator.comparing((Expectation absent) -> absent.column().at())
            .thenComparing(Expectation::path, CodePointOrder.INSTANCE));
    missing.forEach(this::reportMissing);
    if (columnsExpected && collector.rules().severity(FindingCode.EXTRA_COLUMN) != Severity.OFF) {
      reportExtra(details.columns(), "");
    }
  }

  private Checked subject(String path, @Nullable SourcePosition at) {
    return new Checked(table, path, at);
  }

  private void checkAll(List<ExpectedColumn> expected, ColumnScope scope, String parent) {
    for (ExpectedColumn column : expected) {
      Column same = rivals.isEmpty() ? scope.only(column.name()) : null;
      if (same != null) {
        String path = parent.isEmpty() ? same.name() : parent + column.name();
        Checked subject = subject(path, column.at());
        collector.checked(subject);
        check(column, same, path, subject);
        continue;
      }
      Set<String> others = rivals.getOrDefault(column, Set.of());
      Expectation expectation = new Expectation(column, scope, parent, others);
      if (!lookUp(expectation, false, column.name(), others, scope, parent)
          && !lookUp(expectation, true, column.name(), others, scope, parent)) {
        Checked subject = subject(expectation.path(), column.at());
        if (column.rules().derived()) {
          collector.leaveUnchecked(
              "semanticType", subject, "there is no such column, so it is calculated");
        } else {
          collector.checked(subject);
          missing.add(expectation);
        }
      }
    }
  }

  /**
   * Looks up a column by its name, as a flattened struct or as a field, and checks it.
   *
   * @param differing whether to accept columns whose names differ in case
   * @param name the name in the scope
   * @param others the rivals of the name
   * @param parent the path of the scope
   * @return whether the column was found
   */
  private boolean lookUp(
      Expectation expectation,
      boolean differing,
      String name,
      Set<String> others,
      ColumnScope scope,
      String parent) {
    ExpectedColumn expected = expectation.column();
    for (boolean flat : new boolean[] {false, true}) {
      Match<Column> match = flat ? scope.lookUpFlattened(name, others) : scope.lookUp(name, others);
      if (match.found().isEmpty() || (match.differsInCase() && !differing)) {
        continue;
      }
      if ((flat ? match.spellings() : match.found()).size() > 1) {
        ambiguous(expected, parent + name, match);
        return true;
      }
      String spelling = match.spellings().get(0);
      String path = parent + (flat && !differing ? name : spelling);
      Checked subject = subject(path, expected.at());
      collector.checked(subject);
      reportCase(expectation, differing, path);
      if (flat) {
        checkFlattened(expected, scope.flattened(spelling, match.found()), path);
      } else {
        check(expected, match.found().get(0), path, subject);
      }
      return true;
    }
    return lookUpInside(expectation, differing, name, others, scope, parent);
  }

  /** A contract may write {@code web.page.name} for a field, as FLATTEN does. */
  private boolean lookUpInside(
      Expectation expectation,
      boolean differing,
      String name,
      Set<String> others,
      ColumnScope scope,
      String parent) {
    for (int dot = name.indexOf('.', 1); dot > 0; dot = name.indexOf('.', dot + 1)) {
      int end = dot;
      String column = name.substring(0, dot);
      Set<String> otherColumns =
          others.stream()
              .map(other -> other.substring(0, Math.min(end, other.length())))
              .filter(other -> !other.equals(column))
              .collect(toSet());
      Match<Column> head = scope.lookUp(column, otherColumns);
      if (head.found().size() == 1
          && (differing || !head.differsInCase())
          && head.found().get(0).type().shape() == TypeShape.STRUCT
          && dot + 1 < name.length()) {
        Column struct = head.found().get(0);
        if (struct.leftOut() != null) {
          claimed.add(struct);
          leaveFieldsUnchecked(
              subject(expectation.path(), expectation.column().at()),
              "a column",
              struct,
              whyNoFields(struct));
          return true;
        }
        String path = parent + scope.nameOf(struct) + ".";
        ColumnScope fields = new ColumnScope(struct.fields(), rule);
        Set<String> otherFields =
            others.stream()
                .filter(other -> other.startsWith(column + "."))
                .map(other -> other.substring(end + 1))
                .collect(toSet());
        if (lookUp(expectation, differing, name.substring(dot + 1), otherFields, fields, path)) {
          entered.add(struct);
          return true;
        }
      }
    }
    return false;
  }

  private void ambiguous(ExpectedColumn expected, String path, Match<Column> match) {
    claimed.addAll(match.found());
    String names = match.spellings().stream().sorted().collect(joining(", "));
    Checked subject = subject(path, expected.at());
    collector.report(FindingCode.AMBIGUOUS_COLUMN, subject, "one column of that name", names);
    collector.leaveUnchecked(What.TYPE, subject, "the name is ambiguous: " + names);
  }

  private void reportCase(Expectation expectation, boolean differs, String path) {
    if (differs) {
      collector.report(
          FindingCode.COLUMN_CASE,
          subject(path, expectation.column().at()),
          expectation.path(),
          path,
          Rivals.why(expectation.rivals(), "column"),
          List.of(new Suggestion(path, Suggestion.Reason.CASE)));
    }
  }

  private void check(ExpectedColumn expected, Column column, String path, Checked subject) {
    TypeVerdict verdict = checkType(typeOf(expected), column.type(), subject);
    checkNullability(expected, column, path);
    rules.check(expected.rules(), column.type(), subject);
    ExpectedColumn items = expected.items();
    if (verdict == TypeVerdict.MISMATCH) {
      // The fields of another type are not those of the contract.
      claimed.add(column);
    } else if (!expected.fields().isEmpty()) {
      checkFields(expected, column.type(), column, path, verdict);
    } else if (items == null) {
      claimed.add(column);
    } else if (isCertainlyNot(ANY_ARRAY, column.type())) {
      claimed.add(column);
      reportStructure(column.type(), subject, "an array", "no elements");
    } else {
      checkItems(items, column.type(), column, path + "[]", verdict);
    }
  }

  private boolean isCertainlyNot(ExpectedType expected, ColumnType actual) {
    return types.compare(expected, actual).verdict() == TypeVerdict.MISMATCH;
  }

  private void reportStructure(ColumnType actual, Checked subject, String expected, String lacks) {
    collector.report(
        FindingCode.TYPE_MISMATCH,
        subject,
        expected,
        actual.spelling(),
        "it has " + lacks,
        List.of());
  }

  /** A column for which a contract has only fields or items must be a struct or an array. */
  private static ExpectedType typeOf(ExpectedColumn expected) {
    ExpectedType type = expected.type();
    if (type.physicalType() != null || type.logicalType() != null) {
      return type;
    }
    return !expected.fields().isEmpty() ? ANY_STRUCT : expected.items() == null ? type : ANY_ARRAY;
  }

  private TypeVerdict checkType(ExpectedType expected, ColumnType actual, Checked subject) {
    return report(types.compare(expected, actual), subject, shown(expected), actual.spelling());
  }

  private TypeVerdict report(TypeResult result, Checked subject, String expected, String actual) {
    TypeVerdict verdict = result.verdict();
    boolean unknown = verdict == TypeVerdict.UNKNOWN;
    if (verdict != TypeVerdict.MATCH) {
      FindingCode code = unknown ? FindingCode.TYPE_UNKNOWN : FindingCode.TYPE_MISMATCH;
      collector.report(code, subject, expected, actual, result.why(), List.of());
    }
    if (unknown) {
      collector.leaveUnchecked(What.TYPE, subject, result.why());
    }
    return verdict;
  }

  private static String shown(ExpectedType type) {
    String physical = type.physicalType();
    return physical != null ? physical : "logical type " + type.logicalType();
  }

  private void checkNullability(ExpectedColumn expected, Column column, String path) {
    if (!Boolean.TRUE.equals(expected.required()) || !column.nullable()) {
      return;
    }
    String reason = whyNullabilityIsUnknown(path, column);
    Checked subject = subject(path, expected.at());
    if (reason.isEmpty()) {
      collector.report(FindingCode.NULLABILITY, subject, "NOT NULL", "nullable");
    } else {
      collector.leaveUnchecked(What.NULLABILITY, subject, reason);
    }
  }

  /**
   * Why a column that is not declared {@code NOT NULL} may still never be null; empty if it may.
   */
  private String whyNullabilityIsUnknown(String path, Column column) {
    TableType type = details.table().type();
    if (!nullabilityKnown) {
      return "the server does not report it";
    } else if (type == TableType.VIEW || type == TableType.MATERIALIZED_VIEW) {
      return "the columns of a " + type.word() + " are never declared NOT NULL";
    }
    return path.equals(column.name()) ? "" : "fields of a column are never declared NOT NULL";
  }

  /**
   * Checks the fields of a column, or of the elements of an array.
   *
   * @param type the type that should have the fields; null if it is not known
   * @param column the column that contains them
   */
  private void checkFields(
      ExpectedColumn expected,
      @Nullable ColumnType type,
      Column column,
      String path,
      TypeVerdict verdict) {
    if (!column.fields().isEmpty()) {
      entered.add(column);
      checkAll(expected.fields(), new ColumnScope(column.fields(), rule), path + ".");
      return;
    }
    claimed.add(column);
    Checked subject = subject(path, expected.at());
    String fields =
        expected.fields().stream().map(ExpectedColumn::name).collect(joining(", ", "fields ", ""));
    if (type != null && isCertainlyNot(ANY_STRUCT, type)) {
      reportStructure(type, subject, fields, "no fields");
      return;
    }
    String why = whyNoFields(column);
    if (verdict == TypeVerdict.UNKNOWN) {
      collector.leaveUnchecked(What.FIELDS, subject, why);
    } else {
      leaveFieldsUnchecked(subject, fields, column, why);
    }
  }

  private void leaveFieldsUnchecked(Checked subject, String expected, Column column, String why) {
    collector.report(
        FindingCode.TYPE_UNKNOWN, subject, expected, column.type().spelling(), why, List.of());
    collector.leaveUnchecked(What.FIELDS, subject, why);
  }

  private static String whyNoFields(Column column) {
    return column.leftOut() == null
        ? "the server does not report its fields"
        : column.leftOut() + " of " + column.name() + " are left out: its table has too many";
  }

  /**
   * Checks the elements of an array.
   *
   * @param array the type of the array
   * @param column the column that contains it
   */
  private void checkItems(
      ExpectedColumn items,
      ColumnType array,
      Column column,
      String path,
      TypeVerdict verdictOfArray) {
    if (Boolean.TRUE.equals(items.required())) {
      collector.leaveUnchecked(
          What.NULLABILITY,
          subject(path, items.at()),
          "an array's elements are never declared NOT NULL");
    }
    ColumnType element = elementOf(array, column);
    rules.check(
        items.rules(),
        element == null ? ColumnType.UNREPORTED : element,
        subject(path, items.at()));
    ExpectedColumn inner = items.items();
    if (inner != null && items.fields().isEmpty()) {
      // PostgreSQL has one type for arrays of any dimension (documentation, 8.15.1), but an element
      // can be of a domain over an array.
      ColumnType type =
          element != null && element.base().shape() == TypeShape.ARRAY ? element : array;
      TypeVerdict verdict = checkType(typeOf(items), type, subject(path, items.at()));
      if (verdict == TypeVerdict.MISMATCH) {
        claimed.add(column);
      } else {
        checkItems(inner, type, column, path + "[]", verdict);
      }
      return;
    }
    TypeVerdict verdict = checkElementType(items, array, element, path, verdictOfArray);
    if (items.fields().isEmpty() || verdict == TypeVerdict.MISMATCH) {
      claimed.add(column);
    } else {
      checkFields(items, element, column, path, verdict);
    }
  }

  private TypeVerdict checkElementType(
      ExpectedColumn items,
      ColumnType array,
      @Nullable ColumnType element,
      String path,
      TypeVerdict verdictOfArray) {
    ExpectedType expected = typeOf(items);
    if (verdictOfArray == TypeVerdict.UNKNOWN || isAny(expected)) {
      return verdictOfArray;
    }
    String physical = expected.physicalType();
    TypeResult result;
    if (element != null && (physical == null || element.identity() != null)) {
      result = types.compare(expected, element);
    } else if (physical != null) {
      result = types.compare(new ExpectedType(physical + "[]", null), array);
    } else {
      result = TypeResult.unknown("the server does not report the element type");
    }
    return report(
        result,
        subject(path, items.at()),
        shown(expected),
        element == null ? array.spelling() : element.spelling());
  }

  private static boolean isAny(ExpectedType type) {
    return type.physicalType() == null && type.logicalType() == null;
  }

  /** The element type of an array; null if neither the catalog nor its spelling shows it. */
  private static @Nullable ColumnType elementOf(ColumnType array, Column column) {
    ColumnType known = array.element();
    Matcher spelling = ARRAY.matcher(array.spelling());
    if (known != null || !spelling.matches()) {
      return known;
    }
    String element = spelling.replaceFirst("$1$2$3");
    TypeShape shape = column.fields().isEmpty() ? TypeShape.UNKNOWN : TypeShape.STRUCT;
    return new ColumnType(element, shape, array.modifierReported());
  }

  private void checkFlattened(ExpectedColumn expected, ColumnScope fields, String path) {
    Checked subject = subject(path, expected.at());
    TypeVerdict verdict = checkType(typeOf(expected), FLATTENED, subject);
    rules.check(expected.rules(), FLATTENED, subject);
    if (Boolean.TRUE.equals(expected.required())) {
      collector.leaveUnchecked(What.NULLABILITY, subject, "it is flattened into its fields");
    }
    if (verdict == TypeVerdict.MISMATCH || expected.fields().isEmpty()) {
      claimed.addAll(fields.columns());
    } else {
      checkAll(expected.fields(), fields, path + ".");
    }
  }

  private void reportMissing(Expectation expectation) {
    ExpectedType type = typeOf(expectation.column());
    collector.report(
        FindingCode.MISSING_COLUMN,
        subject(expectation.path(), expectation.column().at()),
        isAny(type) ? "a column" : shown(type),
        "no column of that name",
        Rivals.why(
            expectation.rivals().stream()
                .filter(rival -> isThere(expectation.scope(), rival))
                .toList(),
            "column"),
        similar(expectation).stream()
            .map(name -> new Suggestion(expectation.parent() + name, Suggestion.Reason.SPELLING))
            .toList());
  }

  private static boolean isThere(ColumnScope scope, String name) {
    return scope.columns().stream()
        .map(scope::nameOf)
        .anyMatch(there -> there.equals(name) || there.startsWith(name + "."));
  }

  /** The same names for all contracts that expect the column. */
  private List<String> similar(Expectation expectation) {
    return suggested.computeIfAbsent(expectation.path(), path -> findSimilar(expectation));
  }

  private List<String> findSimilar(Expectation expectation) {
    Map<String, Column> free = new LinkedHashMap<>();
    for (Column column : expectation.scope().columns()) {
      if (!claimed.contains(column) && !entered.contains(column)) {
        free.put(expectation.scope().nameOf(column), column);
      }
    }
    List<String> similar =
        new SimilarNames(free.keySet()).likely(expectation.column().name(), Suggestions.MOST);
    // A renamed column is reported once, as missing and not as extra.
    similar.stream().limit(1).map(free::get).forEach(claimed::add);
    return similar;
  }

  private void reportExtra(List<Column> columns, String parent) {
    for (Column column : columns) {
      if (claimed.contains(column)) {
        continue;
      }
      String path = parent + column.name();
      if (entered.contains(column)) {
        reportExtra(
            column.fields(), path + (column.type().shape() == TypeShape.ARRAY ? "[]." : "."));
      } else {
        collector.report(
            FindingCode.EXTRA_COLUMN,
            subject(path, null),
            "no extra column",
            column.type().spelling());
      }
    }
  }
}
