package io.github.qsmaven.check;

import static java.util.stream.Collectors.joining;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds what contracts demand of one table against it: its columns, and their fields to any depth.
 */
final class ColumnCheck {
  private static final int MOST_SUGGESTIONS = 3;
  private static final ExpectedType ANY_STRUCT = new ExpectedType(null, "object");
  private static final ExpectedType ANY_ARRAY = new ExpectedType(null, "array");
  private static final ColumnType FLATTENED = new ColumnType("struct", TypeShape.STRUCT);

  private record Missing(ExpectedColumn expected, ColumnScope level, String parent) {
    String path() {
      return parent + expected.name();
    }
  }

  private final FindingCollector collector;
  private final TypeComparison types;
  private final TableDetails relation;
  private final String table;
  private final boolean tellsNullability;
  private final List<Missing> missing = new ArrayList<>();
  private final Map<String, List<String>> suggested = new HashMap<>();
  private boolean columnsDemanded;

  /**
   * Columns that are demanded with all that is in them. Two fields may be equal, so by identity.
   */
  private final Set<Column> claimed = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Columns of which some fields are demanded. */
  private final Set<Column> entered = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param collector gets the findings
   * @param types compares types
   * @param relation the table
   * @param tellsNullability whether the server knows which columns are {@code NOT NULL}
   */
  ColumnCheck(
      FindingCollector collector,
      TypeComparison types,
      TableDetails relation,
      boolean tellsNullability) {
    this.collector = collector;
    this.types = types;
    this.relation = relation;
    this.table = relation.table().listedName();
    this.tellsNullability = tellsNullability;
  }

  /** Checks the columns that one contract demands. */
  void check(List<ExpectedColumn> expected) {
    columnsDemanded |= !expected.isEmpty();
    walk(expected, level(relation.columns()), "");
  }

  /** Tells what can only be told when the columns of all contracts are known. */
  void finish() {
    missing.sort(
        Comparator.comparing((Missing m) -> m.expected().at().file(), CodePointOrder.INSTANCE)
            .thenComparingInt(m -> m.expected().at().line())
            .thenComparingInt(m -> m.expected().at().column())
            .thenComparing(Missing::path, CodePointOrder.INSTANCE));
    missing.forEach(this::tellMissing);
    if (columnsDemanded && collector.rules().severity(FindingCode.EXTRA_COLUMN) != Severity.OFF) {
      tellExtras(relation.columns(), "");
    }
  }

  private ColumnScope level(List<Column> columns) {
    return new ColumnScope(columns, collector.rules().caseSensitive());
  }

  private void walk(List<ExpectedColumn> expected, ColumnScope level, String parent) {
    expected.forEach(column -> look(column, column.name(), level, parent));
  }

  private void look(ExpectedColumn expected, String name, ColumnScope level, String parent) {
    if (!find(expected, name, level, parent)) {
      collector.checked(table, parent + name, expected.at());
      missing.add(new Missing(expected, level, parent));
    }
  }

  /** Whether a column is there, in whatever form; if so, checks it. */
  private boolean find(ExpectedColumn expected, String name, ColumnScope level, String parent) {
    List<Column> named = level.named(name);
    if (named.size() > 1) {
      ambiguous(expected, parent + name, named, level);
      return true;
    }
    if (named.size() == 1) {
      Column column = named.get(0);
      String path = parent + level.nameOf(column);
      collector.checked(table, path, expected.at());
      if (collector.rules().caseSensitive() && !level.nameOf(column).equals(name)) {
        find(
            FindingCode.COLUMN_CASE,
            path,
            expected.at(),
            parent + name,
            path,
            List.of(new Suggestion(path, Suggestion.Reason.CASE)));
      }
      check(expected, column, path);
      return true;
    }
    ColumnScope flattened = level.flattened(name);
    if (flattened != null) {
      collector.checked(table, parent + name, expected.at());
      checkFlattened(expected, flattened, parent + name);
      return true;
    }
    return findInside(expected, name, level, parent);
  }

  /** A contract may write {@code web.page.name} for a field, as FLATTEN does. */
  private boolean findInside(
      ExpectedColumn expected, String name, ColumnScope level, String parent) {
    for (int dot = name.indexOf('.', 1); dot > 0; dot = name.indexOf('.', dot + 1)) {
      List<Column> head = level.named(name.substring(0, dot));
      if (head.size() == 1
          && head.get(0).type().shape() == TypeShape.STRUCT
          && dot + 1 < name.length()) {
        Column struct = head.get(0);
        String path = parent + level.nameOf(struct) + ".";
        if (find(expected, name.substring(dot + 1), level(struct.fields()), path)) {
          entered.add(struct);
          return true;
        }
      }
    }
    return false;
  }

  private void ambiguous(
      ExpectedColumn expected, String path, List<Column> named, ColumnScope level) {
    claimed.addAll(named);
    String names = named.stream().map(level::nameOf).sorted().collect(joining(", "));
    find(
        FindingCode.AMBIGUOUS_COLUMN,
        path,
        expected.at(),
        "one column of that name",
        names,
        List.of());
    collector.leaveUnchecked(
        What.TYPE, table, path, "it cannot be told which column is meant: " + names);
  }

  private void check(ExpectedColumn expected, Column column, String path) {
    TypeVerdict verdict = checkType(typeOf(expected), column.type(), path, expected.at());
    checkNullability(expected, column, path);
    ExpectedColumn items = expected.items();
    if (verdict == TypeVerdict.MISMATCH) {
      // What is inside is of another kind altogether.
      claimed.add(column);
    } else if (!expected.fields().isEmpty()) {
      checkFields(expected, column, path, verdict);
    } else if (items != null) {
      checkItems(items, column, path + "[]", verdict);
    } else {
      claimed.add(column);
    }
  }

  /** Where a contract tells of the parts only, the whole must have parts. */
  private static ExpectedType typeOf(ExpectedColumn expected) {
    ExpectedType type = expected.type();
    if (type.physicalType() != null || type.logicalType() != null) {
      return type;
    }
    return !expected.fields().isEmpty() ? ANY_STRUCT : expected.items() == null ? type : ANY_ARRAY;
  }

  private TypeVerdict checkType(
      ExpectedType expected, ColumnType actual, String path, SourcePosition at) {
    return tellType(types.compare(expected, actual), shown(expected), actual.spelling(), path, at);
  }

  private TypeVerdict tellType(
      TypeResult answer, String expected, String actual, String path, SourcePosition at) {
    switch (answer.verdict()) {
      case MATCH -> {}
      case MISMATCH ->
          collector.find(
              FindingCode.TYPE_MISMATCH,
              table,
              path,
              at,
              expected,
              actual,
              answer.why(),
              List.of());
      case CANNOT_TELL -> {
        collector.find(
            FindingCode.TYPE_UNKNOWN, table, path, at, expected, actual, answer.why(), List.of());
        collector.leaveUnchecked(What.TYPE, table, path, answer.why());
      }
    }
    return answer.verdict();
  }

  private static String shown(ExpectedType type) {
    String physical = type.physicalType();
    return physical != null ? physical : "logical type " + type.logicalType();
  }

  private void checkNullability(ExpectedColumn expected, Column column, String path) {
    if (!Boolean.TRUE.equals(expected.required()) || !column.nullable()) {
      return;
    }
    String doubt = nullabilityDoubt(path, column);
    if (doubt.isEmpty()) {
      find(FindingCode.NULLABILITY, path, expected.at(), "NOT NULL", "nullable", List.of());
    } else {
      collector.leaveUnchecked(What.NULLABILITY, table, path, doubt);
    }
  }

  /** Why a column that seems to take NULL may never do; empty if it does. */
  private String nullabilityDoubt(String path, Column column) {
    TableType type = relation.table().type();
    if (!tellsNullability) {
      return "the server does not tell";
    } else if (type == TableType.VIEW || type == TableType.MATERIALIZED_VIEW) {
      return "the columns of a " + type.word() + " are never declared NOT NULL";
    }
    return path.equals(column.name()) ? "" : "fields of a column are never declared NOT NULL";
  }

  private void checkFields(
      ExpectedColumn expected, Column column, String path, TypeVerdict verdict) {
    if (column.fields().isEmpty()) {
      claimed.add(column);
      fieldsUnknown(expected, column, path, verdict);
    } else {
      entered.add(column);
      walk(expected.fields(), level(column.fields()), path + ".");
    }
  }

  private void fieldsUnknown(
      ExpectedColumn expected, Column column, String path, TypeVerdict verdict) {
    String why = "the server does not tell what is in it";
    if (verdict != TypeVerdict.CANNOT_TELL) {
      collector.find(
          FindingCode.TYPE_UNKNOWN,
          table,
          path,
          expected.at(),
          expected.fields().stream()
              .map(ExpectedColumn::name)
              .collect(joining(", ", "fields ", "")),
          column.type().spelling(),
          why,
          List.of());
    }
    collector.leaveUnchecked(What.FIELDS, table, path, why);
  }

  private void checkItems(
      ExpectedColumn items, Column column, String path, TypeVerdict verdictOfArray) {
    if (Boolean.TRUE.equals(items.required())) {
      collector.leaveUnchecked(
          What.NULLABILITY, table, path, "an array's elements are never declared NOT NULL");
    }
    ExpectedColumn inner = items.items();
    if (inner != null && items.fields().isEmpty()) {
      // PostgreSQL does not tell an array of arrays from an array (documentation, 8.15.1).
      TypeVerdict verdict = checkType(typeOf(items), column.type(), path, items.at());
      if (verdict == TypeVerdict.MISMATCH) {
        claimed.add(column);
      } else {
        checkItems(inner, column, path + "[]", verdict);
      }
      return;
    }
    TypeVerdict verdict = checkElementType(items, column, path, verdictOfArray);
    if (items.fields().isEmpty() || verdict == TypeVerdict.MISMATCH) {
      claimed.add(column);
    } else {
      checkFields(items, column, path, verdict);
    }
  }

  private TypeVerdict checkElementType(
      ExpectedColumn items, Column column, String path, TypeVerdict verdictOfArray) {
    ExpectedType demanded = typeOf(items);
    if (verdictOfArray == TypeVerdict.CANNOT_TELL || isAny(demanded)) {
      return verdictOfArray;
    }
    ColumnType element = elementOf(column);
    String physical = demanded.physicalType();
    TypeResult answer;
    if (physical != null) {
      answer = types.compare(new ExpectedType(physical + "[]", null), column.type());
    } else if (element != null) {
      answer = types.compare(demanded, element);
    } else {
      answer =
          new TypeResult(
              TypeVerdict.CANNOT_TELL, "", "the server does not tell of what its elements are");
    }
    return tellType(
        answer,
        shown(demanded),
        element == null ? column.type().spelling() : element.spelling(),
        path,
        items.at());
  }

  private static boolean isAny(ExpectedType type) {
    return type.physicalType() == null && type.logicalType() == null;
  }

  /** What an array is of; null if its spelling does not tell. */
  private static @Nullable ColumnType elementOf(Column array) {
    String spelling = array.type().spelling();
    String element;
    if (spelling.endsWith("[]")) {
      element = spelling.substring(0, spelling.length() - 2);
    } else if (spelling.startsWith("_") && spelling.length() > 1) {
      element = spelling.substring(1);
    } else if (spelling.startsWith("array<") && spelling.endsWith(">")) {
      element = spelling.substring("array<".length(), spelling.length() - 1);
    } else {
      return null;
    }
    TypeShape shape = array.fields().isEmpty() ? TypeShape.UNKNOWN : TypeShape.STRUCT;
    return new ColumnType(element, shape, array.type().modifierReported());
  }

  private void checkFlattened(ExpectedColumn expected, ColumnScope fields, String path) {
    TypeVerdict verdict = checkType(typeOf(expected), FLATTENED, path, expected.at());
    if (Boolean.TRUE.equals(expected.required())) {
      collector.leaveUnchecked(What.NULLABILITY, table, path, "it is flattened into its fields");
    }
    if (verdict == TypeVerdict.MISMATCH || expected.fields().isEmpty()) {
      claimed.addAll(fields.columns());
    } else {
      walk(expected.fields(), fields, path + ".");
    }
  }

  private void tellMissing(Missing lost) {
    List<String> meant = meant(lost);
    ExpectedType type = typeOf(lost.expected());
    find(
        FindingCode.MISSING_COLUMN,
        lost.path(),
        lost.expected().at(),
        isAny(type) ? "a column" : shown(type),
        "no column of that name",
        meant.stream()
            .map(name -> new Suggestion(lost.parent() + name, Suggestion.Reason.SPELLING))
            .toList());
  }

  /** Two contracts that demand the same column mean the same. */
  private List<String> meant(Missing lost) {
    List<String> before = suggested.get(lost.path());
    if (before != null) {
      return before;
    }
    Map<String, Column> free = new LinkedHashMap<>();
    for (Column column : lost.level().columns()) {
      if (!claimed.contains(column) && !entered.contains(column)) {
        free.put(lost.level().nameOf(column), column);
      }
    }
    List<String> meant =
        new SimilarNames(free.keySet()).nearest(lost.expected().name(), MOST_SUGGESTIONS);
    suggested.put(lost.path(), meant);
    if (!meant.isEmpty()) {
      // A column that was renamed is told once.
      Column likeliest = free.get(meant.get(0));
      if (likeliest != null) {
        claimed.add(likeliest);
      }
    }
    return meant;
  }

  private void tellExtras(List<Column> columns, String parent) {
    for (Column column : columns) {
      String path = parent + column.name();
      if (claimed.contains(column)) {
        continue;
      }
      if (entered.contains(column)) {
        tellExtras(
            column.fields(), path + (column.type().shape() == TypeShape.ARRAY ? "[]." : "."));
      } else {
        find(
            FindingCode.EXTRA_COLUMN,
            path,
            null,
            "no extra column",
            column.type().spelling(),
            List.of());
      }
    }
  }

  private void find(
      FindingCode code,
      String path,
      @Nullable SourcePosition at,
      String expected,
      String actual,
      List<Suggestion> suggestions) {
    collector.find(code, table, path, at, expected, actual, "", suggestions);
  }
}
