package io.github.qsmaven.drift;

import static java.util.Objects.requireNonNullElse;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import io.github.qsmaven.drift.ColumnPairs.Pair;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedColumn;
import io.github.qsmaven.model.LockedTable;
import io.github.qsmaven.model.LockedType;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.types.TypeChange;
import io.github.qsmaven.types.TypeChanges;
import io.github.qsmaven.types.UserTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the columns of tables, and their fields. Caches the comparisons of composite types. */
final class ColumnComparison {
  private static final String NOTHING = "nothing";
  private static final String NOT_NULL = "NOT NULL";
  private static final String NULLABLE = "nullable";

  /** Structs in structs, more than any server has; deeper fields are not compared. */
  private static final int DEEPEST = 50;

  /** The most differences of the fields of one column. */
  private static final int MOST = 1000;

  /** The most columns of a changed order that are shown. */
  private static final int MOST_SHOWN = 20;

  private record TypePair(String before, String after) {}

  private final boolean exact;
  private final boolean nullabilityKnown;
  private final TypeChanges types;
  private final UserTypes typesBefore;
  private final UserTypes typesAfter;
  private final Map<TypePair, List<FieldChange>> composites = new HashMap<>();

  ColumnComparison(Lock before, Lock after, TypeChanges types) {
    this.exact = before.exact();
    this.nullabilityKnown = after.postgres() && (before.postgres() || !exact);
    this.types = types;
    this.typesBefore = new UserTypes(before.types());
    this.typesAfter = new UserTypes(after.types());
  }

  /** Compares the columns of a table. */
  ColumnChanges compare(
      LockedTable was, List<LockedColumn> before, LockedTable is, List<LockedColumn> after) {
    boolean declaresNotNull = nullabilityKnown && !isView(was.type()) && !isView(is.type());
    List<FieldChange> changes = new ArrayList<>();
    if (hasSameNames(before, after)) {
      for (int i = 0; i < before.size(); i++) {
        compareTop(new Pair(before.get(i), after.get(i)), declaresNotNull, changes);
      }
      if (changes.isEmpty()) {
        return ColumnChanges.NONE;
      }
      return changes(was, is, changes, Map.of(), Set.of(), Set.of());
    }
    ColumnPairs pairs =
        ColumnPairs.of(
            before,
            after,
            exact,
            (old, other) ->
                (!declaresNotNull || !exact || old.notNull() == other.notNull())
                    && isAlike(old, other, DEEPEST));
    pairs.common().forEach(pair -> compareTop(pair, declaresNotNull, changes));
    compareNames(pairs, changes);
    Map<String, String> renamed = new HashMap<>();
    pairs.common().stream()
        .filter(pair -> !pair.before().name().equals(pair.after().name()))
        .forEach(pair -> renamed.put(pair.before().name(), pair.after().name()));
    pairs.renamed().forEach((name, column) -> renamed.put(name, column.name()));
    Set<String> gone =
        pairs.gone().stream()
            .map(LockedColumn::name)
            .filter(name -> !pairs.renamed().containsKey(name))
            .collect(toSet());
    Set<String> added = pairs.added().stream().map(LockedColumn::name).collect(toSet());
    return changes(was, is, changes, renamed, gone, added);
  }

  private static ColumnChanges changes(
      LockedTable was,
      LockedTable is,
      List<FieldChange> changes,
      Map<String, String> renamed,
      Set<String> gone,
      Set<String> added) {
    TableSides sides = new TableSides(was, is.listedName());
    List<Difference> differences = changes.stream().map(change -> change.in(sides)).toList();
    return new ColumnChanges(differences, renamed, gone, added);
  }

  private static boolean isView(@Nullable TableType type) {
    return type == TableType.VIEW || type == TableType.MATERIALIZED_VIEW;
  }

  private static boolean hasSameNames(List<LockedColumn> before, List<LockedColumn> after) {
    if (before.size() != after.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      if (!before.get(i).name().equals(after.get(i).name())) {
        return false;
      }
    }
    return true;
  }

  private void compareTop(Pair pair, boolean declaresNotNull, List<FieldChange> changes) {
    compare(pair, changes, DEEPEST);
    LockedColumn was = pair.before();
    boolean isNotNull = pair.after().notNull();
    if (declaresNotNull && was.notNull() != isNotNull && (exact || was.notNull())) {
      changes.add(
          isNotNull
              ? change(FindingCode.BECAME_NOT_NULL, was, NULLABLE, NOT_NULL, "")
              : change(FindingCode.BECAME_NULLABLE, was, NOT_NULL, NULLABLE, ""));
    }
  }

  private static FieldChange change(
      FindingCode code, LockedColumn was, String before, String after, String why) {
    return new FieldChange(code, List.of(was.name()), was, before, after, why, List.of());
  }

  /** Compares the types, and the fields if the types are the same. */
  private void compare(Pair pair, List<FieldChange> changes, int depth) {
    LockedColumn was = pair.before();
    LockedColumn is = pair.after();
    TypeChange type = types.compare(was.type(), is.type(), exact);
    if (type.isChange()) {
      boolean isWidened = type.kind() == TypeChange.Kind.WIDENED;
      changes.add(
          change(
              isWidened ? FindingCode.TYPE_WIDENED : FindingCode.TYPE_CHANGED,
              was,
              type.before(),
              type.after(),
              type.why()));
      return;
    }
    List<FieldChange> ofFields = compareFields(was, is, depth);
    if (!ofFields.isEmpty()) {
      boolean isArray = typesAfter.columnType(physical(is)).base().shape() == TypeShape.ARRAY;
      String parent = was.name() + (isArray ? "[]" : "");
      ofFields.stream().limit(MOST).forEach(change -> changes.add(change.under(parent)));
    }
  }

  private static String physical(LockedColumn column) {
    return requireNonNullElse(column.type().physicalType(), "");
  }

  /** What one of the servers does not report is no difference. */
  private List<FieldChange> compareFields(LockedColumn was, LockedColumn is, int depth) {
    LockedType composite = is.fields().isEmpty() ? typesAfter.composite(physical(is)) : null;
    LockedType before = was.fields().isEmpty() ? typesBefore.composite(physical(was)) : null;
    if (composite != null && before != null) {
      TypePair pair = new TypePair(before.name(), composite.name());
      List<FieldChange> known = composites.get(pair);
      if (known == null) {
        // A type cannot contain itself; in a lock that was edited by hand, it could.
        composites.put(pair, List.of());
        known = compareFields(before.fields(), composite.fields(), depth - 1);
        composites.put(pair, known);
      }
      return known;
    }
    List<LockedColumn> fields = composite == null ? is.fields() : composite.fields();
    List<LockedColumn> fieldsBefore = before == null ? was.fields() : before.fields();
    return fields.isEmpty() || fieldsBefore.isEmpty()
        ? List.of()
        : compareFields(fieldsBefore, fields, depth - 1);
  }

  private List<FieldChange> compareFields(
      List<LockedColumn> before, List<LockedColumn> after, int depth) {
    List<FieldChange> changes = new ArrayList<>();
    if (depth > 0) {
      ColumnPairs pairs =
          ColumnPairs.of(before, after, exact, (old, other) -> isAlike(old, other, depth));
      for (Pair pair : pairs.common()) {
        compare(pair, changes, depth);
        if (changes.size() >= MOST) {
          return changes;
        }
      }
      compareNames(pairs, changes);
    }
    return changes;
  }

  private boolean isAlike(LockedColumn old, LockedColumn other, int depth) {
    return types.compare(old.type(), other.type(), exact).kind() == TypeChange.Kind.SAME
        && compareFields(old, other, depth).isEmpty();
  }

  private void compareNames(ColumnPairs pairs, List<FieldChange> changes) {
    for (LockedColumn column : pairs.gone()) {
      LockedColumn renamed = pairs.renamed().get(column.name());
      List<String> path = List.of(column.name());
      List<String> renamedTo = renamed == null ? List.of() : List.of(renamed.name());
      changes.add(
          new FieldChange(
              FindingCode.COLUMN_GONE, path, column, shown(column), NOTHING, "", renamedTo));
      if (renamed != null) {
        changes.add(
            new FieldChange(
                FindingCode.COLUMN_RENAMED,
                path,
                column,
                column.name(),
                renamed.name(),
                "",
                renamedTo));
      }
    }
    if (!exact) {
      return;
    }
    for (LockedColumn column : pairs.added()) {
      changes.add(
          new FieldChange(
              FindingCode.COLUMN_ADDED,
              List.of(column.name()),
              null,
              NOTHING,
              shown(column),
              "",
              List.of()));
    }
    if (!pairs.reordered().isEmpty()) {
      changes.add(orderChange(pairs.common(), pairs.reordered()));
    }
  }

  /** Shows the columns from the first to the last one that has another place. */
  private static FieldChange orderChange(List<Pair> before, List<Pair> after) {
    int from = 0;
    int to = before.size();
    while (before.get(from).equals(after.get(from))) {
      from++;
    }
    while (before.get(to - 1).equals(after.get(to - 1))) {
      to--;
    }
    return new FieldChange(
        FindingCode.ORDER_CHANGED,
        List.of(),
        null,
        listed(before.subList(from, to)),
        listed(after.subList(from, to)),
        "",
        List.of());
  }

  private static String listed(List<Pair> pairs) {
    return pairs.stream().limit(MOST_SHOWN).map(pair -> pair.before().name()).collect(joining(", "))
        + (pairs.size() > MOST_SHOWN ? ", ..." : "");
  }

  /** The type of a column for users. */
  private static String shown(LockedColumn column) {
    String physical = column.type().physicalType();
    String logical = column.type().logicalType();
    if (physical != null && !physical.isEmpty()) {
      return physical;
    }
    return logical == null ? "a column" : "logical type " + logical;
  }
}
