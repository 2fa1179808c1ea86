package io.github.qsmaven.drift;

import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.ForeignKey;
import io.github.qsmaven.model.LockedKeys;
import io.github.qsmaven.model.LockedTable;
import io.github.qsmaven.model.TableName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the keys of tables. A renamed column has its old name in no key. A key with a column, or
 * to a table, that is gone is gone with it, and a key with a column that was added came with it:
 * both are no difference.
 *
 * @param exact whether a key that the state before does not have was not there
 * @param before the tables before
 * @param after the tables after
 * @param changes the differences of the columns; of no other table
 */
record KeyComparison(
    boolean exact,
    Map<TableName, LockedTable> before,
    Map<TableName, LockedTable> after,
    Map<TableName, ColumnChanges> changes) {
  /** The differences between the keys of a table. */
  List<Difference> compare(LockedTable was, LockedTable is) {
    LockedKeys keys = was.keys();
    LockedKeys now = is.keys();
    if (keys == null || now == null || keys.equals(now)) {
      return List.of();
    }
    TableSides sides = new TableSides(was, is.listedName());
    ColumnChanges columns = changesOf(was.name());
    List<Difference> differences = new ArrayList<>();
    List<String> primary = keys.primary().stream().map(columns::nameAfter).toList();
    Set<List<String>> unique = new LinkedHashSet<>();
    keys.unique().forEach(key -> unique.add(key.stream().map(columns::nameAfter).toList()));
    Set<List<String>> uniqueNow = new LinkedHashSet<>(now.unique());
    if (!isSame(primary, now.primary())) {
      comparePrimary(primary, unique, now.primary(), uniqueNow, columns)
          .map(shown -> difference(sides, shown))
          .ifPresent(differences::add);
    }
    compareUnique(unique, uniqueNow, now.primary(), columns)
        .forEach(shown -> differences.add(difference(sides, shown)));
    compareForeign(keys.foreign(), now.foreign(), columns)
        .forEach(shown -> differences.add(difference(sides, shown)));
    return differences;
  }

  /** Says which keys of a table are gone with a column; empty if none is. */
  static String goneWith(String column, LockedTable was, LockedTable is) {
    LockedKeys keys = was.keys();
    LockedKeys now = is.keys();
    if (keys == null || now == null) {
      return "";
    }
    List<String> gone = new ArrayList<>();
    if (keys.primary().contains(column) && now.primary().isEmpty()) {
      gone.add(primary(keys.primary()));
    }
    keys.unique().stream()
        .filter(key -> key.contains(column))
        .forEach(key -> gone.add(unique(key)));
    keys.foreign().stream()
        .filter(key -> key.columns().contains(column))
        .forEach(key -> gone.add(foreign(key)));
    return gone.isEmpty() ? "" : "gone with it: " + String.join(", ", gone);
  }

  private record Shown(String before, String after) {}

  private static Difference difference(TableSides sides, Shown shown) {
    return sides.difference(FindingCode.KEY_CHANGED, shown.before(), shown.after(), "");
  }

  private ColumnChanges changesOf(TableName table) {
    return changes.getOrDefault(table, ColumnChanges.NONE);
  }

  /** The order in a key counts as far as the state before has one. */
  private boolean isSame(List<String> key, List<String> now) {
    return key.equals(now)
        || (!exact && (key.isEmpty() || new HashSet<>(key).equals(new HashSet<>(now))));
  }

  private Optional<Shown> comparePrimary(
      List<String> was,
      Set<List<String>> unique,
      List<String> is,
      Set<List<String>> uniqueNow,
      ColumnChanges columns) {
    boolean isImplied =
        is.isEmpty()
            ? !Collections.disjoint(was, columns.gone())
            : was.isEmpty() && !Collections.disjoint(is, columns.added());
    if (isImplied) {
      return Optional.empty();
    }
    String before = primary(was);
    String after = primary(is);
    if (was.isEmpty() && unique.remove(is)) {
      before = unique(is);
    } else if (is.isEmpty() && uniqueNow.remove(was)) {
      after = unique(was);
    }
    return Optional.of(new Shown(before, after));
  }

  private List<Shown> compareUnique(
      Set<List<String>> was, Set<List<String>> is, List<String> primary, ColumnChanges columns) {
    List<List<String>> gone = new ArrayList<>(was);
    gone.removeIf(
        key ->
            isAny(key, is) || isSame(key, primary) || !Collections.disjoint(key, columns.gone()));
    List<List<String>> added = new ArrayList<>();
    if (exact) {
      added.addAll(is);
      added.removeIf(key -> was.contains(key) || !Collections.disjoint(key, columns.added()));
    }
    List<Shown> shown = new ArrayList<>();
    for (List<String> key : gone) {
      List<String> successor =
          added.stream()
              .filter(other -> !Collections.disjoint(key, other))
              .findFirst()
              .orElse(List.of());
      added.remove(successor);
      shown.add(new Shown(unique(key), successor.isEmpty() ? "no such key" : unique(successor)));
    }
    added.forEach(key -> shown.add(new Shown("no such key", unique(key))));
    return shown;
  }

  private boolean isAny(List<String> key, Collection<List<String>> keys) {
    return keys.contains(key) || (!exact && keys.stream().anyMatch(other -> isSame(key, other)));
  }

  private static String primary(List<String> key) {
    return key.isEmpty() ? "no primary key" : "primary key " + listed(key);
  }

  private static String unique(List<String> key) {
    return "unique key " + listed(key);
  }

  private List<Shown> compareForeign(
      List<ForeignKey> was, List<ForeignKey> is, ColumnChanges columns) {
    List<ForeignKey> gone = new ArrayList<>();
    List<ForeignKey> added = new ArrayList<>(is.stream().map(KeyComparison::unnamed).toList());
    for (ForeignKey key : was) {
      ForeignKey now = afterwards(key, columns);
      if (!added.remove(now)) {
        ColumnChanges ofReferenced = changesOf(key.references());
        boolean isImplied =
            !Collections.disjoint(key.columns(), columns.gone())
                || !Collections.disjoint(key.referencedColumns(), ofReferenced.gone())
                || (before.containsKey(key.references()) && !after.containsKey(key.references()));
        if (!isImplied) {
          gone.add(now);
        }
      }
    }
    added.removeIf(
        key ->
            !exact
                || !Collections.disjoint(key.columns(), columns.added())
                || !Collections.disjoint(
                    key.referencedColumns(), changesOf(key.references()).added()));
    List<Shown> shown = new ArrayList<>();
    for (ForeignKey key : gone) {
      ForeignKey successor =
          added.stream()
              .filter(other -> other.columns().equals(key.columns()))
              .findFirst()
              .orElse(null);
      added.remove(successor);
      shown.add(new Shown(foreign(key), successor == null ? "no such key" : foreign(successor)));
    }
    added.forEach(key -> shown.add(new Shown("no such key", foreign(key))));
    return shown;
  }

  private ForeignKey afterwards(ForeignKey key, ColumnChanges columns) {
    ColumnChanges ofReferenced = changesOf(key.references());
    return new ForeignKey(
        null,
        key.columns().stream().map(columns::nameAfter).toList(),
        key.references(),
        key.referencedColumns().stream().map(ofReferenced::nameAfter).toList());
  }

  private static ForeignKey unnamed(ForeignKey key) {
    return new ForeignKey(null, key.columns(), key.references(), key.referencedColumns());
  }

  private static String foreign(ForeignKey key) {
    return "foreign key %s to %s %s"
        .formatted(
            listed(key.columns()), key.references().qualified(), listed(key.referencedColumns()));
  }

  private static String listed(List<String> columns) {
    return "(" + String.join(", ", columns) + ")";
  }
}
