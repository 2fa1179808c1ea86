package io.github.qsmaven.drift;

import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.LockedColumn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table, or the fields of a struct, before and after.
 *
 * @param common those that are in both, in their order before
 * @param gone those that are gone, in their order before; also the renamed ones
 * @param added those that were added, in their order after; not those that only have another name
 * @param renamed the columns after that were probably only renamed, by their names before
 * @param reordered the common ones in their order after, if that is another one; otherwise empty
 */
record ColumnPairs(
    List<Pair> common,
    List<LockedColumn> gone,
    List<LockedColumn> added,
    Map<String, LockedColumn> renamed,
    List<Pair> reordered) {
  /** A column before and after. */
  record Pair(LockedColumn before, LockedColumn after) {}

  /** A place between two common columns; each is null at an end. */
  private record Gap(@Nullable String previous, @Nullable String next) {}

  /**
   * Finds the pairs.
   *
   * @param exact whether names and their order count exactly; if not, case does not count where it
   *     is not needed
   * @param isAlike whether a column can be another one with a new name
   */
  static ColumnPairs of(
      List<LockedColumn> before,
      List<LockedColumn> after,
      boolean exact,
      BiPredicate<LockedColumn, LockedColumn> isAlike) {
    Map<String, Integer> places = places(after, exact);
    List<Pair> common = new ArrayList<>(before.size());
    List<LockedColumn> gone = new ArrayList<>();
    Map<String, LockedColumn> counterparts = new HashMap<>();
    boolean isReordered = false;
    int last = -1;
    for (LockedColumn column : before) {
      Integer place = places.get(column.name());
      if (place == null && !exact) {
        place = places.get(CaseRule.fold(column.name()));
      }
      if (place == null) {
        gone.add(column);
        continue;
      }
      LockedColumn counterpart = after.get(place);
      common.add(new Pair(column, counterpart));
      counterparts.put(counterpart.name(), column);
      isReordered |= place < last;
      last = place;
    }
    List<LockedColumn> added =
        new ArrayList<>(
            after.stream().filter(column -> !counterparts.containsKey(column.name())).toList());
    Map<String, LockedColumn> renamed = new LinkedHashMap<>();
    if (!gone.isEmpty() && !added.isEmpty()) {
      findRenamed(before, after, common, isAlike, renamed);
      added.removeAll(renamed.values());
    }
    List<Pair> reordered = new ArrayList<>();
    if (isReordered) {
      reordered.addAll(common);
      reordered.sort(Comparator.comparing(pair -> places.getOrDefault(pair.after().name(), -1)));
    }
    return new ColumnPairs(common, gone, added, renamed, reordered);
  }

  private static Map<String, Integer> places(List<LockedColumn> columns, boolean exact) {
    Map<String, Integer> places = new HashMap<>(columns.size() * 2);
    for (int i = 0; i < columns.size(); i++) {
      places.put(columns.get(i).name(), i);
    }
    if (!exact) {
      Map<String, Integer> folded = new HashMap<>();
      for (int i = 0; i < columns.size(); i++) {
        folded.merge(CaseRule.fold(columns.get(i).name()), i, (one, other) -> -1);
      }
      folded.values().removeIf(place -> place < 0);
      folded.forEach(places::putIfAbsent);
    }
    return places;
  }

  /** A renamed column keeps its place, so the columns beside it are the same as before. */
  private static void findRenamed(
      List<LockedColumn> before,
      List<LockedColumn> after,
      List<Pair> common,
      BiPredicate<LockedColumn, LockedColumn> isAlike,
      Map<String, LockedColumn> renamed) {
    Map<String, String> namesAfter = new HashMap<>();
    Map<String, String> same = new HashMap<>();
    common.forEach(
        pair -> {
          namesAfter.put(pair.before().name(), pair.after().name());
          same.put(pair.after().name(), pair.after().name());
        });
    Map<Gap, List<LockedColumn>> newOnes = inGaps(after, same);
    inGaps(before, namesAfter)
        .forEach(
            (gap, old) ->
                renamed.putAll(decide(old, newOnes.getOrDefault(gap, List.of()), isAlike)));
  }

  private static Map<Gap, List<LockedColumn>> inGaps(
      List<LockedColumn> columns, Map<String, String> common) {
    Map<Gap, List<LockedColumn>> gaps = new LinkedHashMap<>();
    List<LockedColumn> open = new ArrayList<>();
    String previous = null;
    for (LockedColumn column : columns) {
      String name = common.get(column.name());
      if (name == null) {
        open.add(column);
        continue;
      }
      if (!open.isEmpty()) {
        gaps.put(new Gap(previous, name), List.copyOf(open));
        open.clear();
      }
      previous = name;
    }
    if (!open.isEmpty()) {
      gaps.put(new Gap(previous, null), List.copyOf(open));
    }
    return gaps;
  }

  /** One for one in their order; or those for which only one is alike, and the other way round. */
  private static Map<String, LockedColumn> decide(
      List<LockedColumn> old,
      List<LockedColumn> added,
      BiPredicate<LockedColumn, LockedColumn> isAlike) {
    Map<String, LockedColumn> decided = new LinkedHashMap<>();
    if (old.size() == added.size()) {
      for (int i = 0; i < old.size(); i++) {
        if (isAlike.test(old.get(i), added.get(i))) {
          decided.put(old.get(i).name(), added.get(i));
        }
      }
      if (decided.size() == old.size()) {
        return decided;
      }
      decided.clear();
    }
    for (LockedColumn column : old) {
      LockedColumn only = only(added, other -> isAlike.test(column, other));
      if (only != null && only(old, other -> isAlike.test(other, only)) != null) {
        decided.put(column.name(), only);
      }
    }
    return decided;
  }

  private static @Nullable LockedColumn only(
      List<LockedColumn> columns, Predicate<LockedColumn> wanted) {
    List<LockedColumn> found = columns.stream().filter(wanted).limit(2).toList();
    return found.size() == 1 ? found.get(0) : null;
  }
}
