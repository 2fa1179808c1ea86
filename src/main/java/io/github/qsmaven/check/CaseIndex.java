package io.github.qsmaven.check;

import static java.util.stream.Collectors.groupingBy;

import io.github.qsmaven.model.CaseRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks up things by their names, under a {@link CaseRule}.
 *
 * @param <T> what has a name
 */
final class CaseIndex<T> {
  private final Map<String, List<T>> byName;
  private @Nullable Map<String, List<String>> byFoldedName;

  /**
   * @param size how many names there are, about
   */
  CaseIndex(int size) {
    byName = new LinkedHashMap<>(size * 4 / 3 + 1);
  }

  /**
   * The result of a lookup.
   *
   * @param found the things; several if the name is ambiguous
   * @param spellings their names, without repetitions
   * @param differsInCase whether their names differ from the expected name in a case that counts
   */
  record Match<T>(List<T> found, List<String> spellings, boolean differsInCase) {}

  /** Adds a thing, before the first lookup. */
  void add(String name, T thing) {
    List<T> alike = byName.get(name);
    if (alike == null) {
      byName.put(name, List.of(thing));
    } else if (alike.size() == 1) {
      byName.put(name, new ArrayList<>(List.of(alike.get(0), thing)));
    } else {
      alike.add(thing);
    }
  }

  /** The thing that has exactly this name; null if there is none, or are several. */
  @Nullable T only(String name) {
    List<T> found = byName.get(name);
    return found == null || found.size() > 1 ? null : found.get(0);
  }

  /**
   * Looks up a name. No name is folded if it is found as it is written, as nearly all are.
   *
   * @param rivals expected names that differ from it only in case: with any, case counts, and what
   *     has the name of a rival is not found
   */
  Match<T> lookUp(String name, CaseRule generalRule, Set<String> rivals) {
    CaseRule rule = rivals.isEmpty() ? generalRule : CaseRule.AS_WRITTEN;
    List<T> found = byName.get(name);
    if (found != null) {
      return new Match<>(found, List.of(name), false);
    }
    String lower = CaseRule.fold(name);
    found = rule == CaseRule.AS_WRITTEN ? null : byName.get(lower);
    if (found != null) {
      return new Match<>(found, List.of(lower), false);
    }
    List<String> spellings = new ArrayList<>(byFoldedName().getOrDefault(lower, List.of()));
    spellings.removeAll(rivals);
    return new Match<>(
        spellings.stream()
            .flatMap(spelling -> byName.getOrDefault(spelling, List.of()).stream())
            .toList(),
        spellings,
        rule != CaseRule.ANY);
  }

  private Map<String, List<String>> byFoldedName() {
    Map<String, List<String>> folded = byFoldedName;
    if (folded == null) {
      folded = byName.keySet().stream().collect(groupingBy(CaseRule::fold));
      byFoldedName = folded;
    }
    return folded;
  }
}
