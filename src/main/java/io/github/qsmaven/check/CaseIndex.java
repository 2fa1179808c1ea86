package io.github.qsmaven.check;

import io.github.qsmaven.model.CaseRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks up things by their names, under a {@link CaseRule}.
 *
 * @param <T> what has a name
 */
final class CaseIndex<T> {
  private record Named<T>(String name, T thing) {}

  private final Map<String, List<Named<T>>> byFoldedName = new HashMap<>();

  /**
   * The result of a lookup.
   *
   * @param found the things; several if the name is ambiguous
   * @param spellings their names, without repetitions
   * @param differsInCase whether their names differ from the expected name in a case that counts
   */
  record Match<T>(List<T> found, List<String> spellings, boolean differsInCase) {}

  void add(String name, T thing) {
    byFoldedName
        .computeIfAbsent(CaseRule.fold(name), key -> new ArrayList<>(1))
        .add(new Named<>(name, thing));
  }

  /**
   * Looks up a name.
   *
   * @param rivals expected names that differ from it only in case: with any, case counts, and what
   *     has the name of a rival is not found
   */
  Match<T> lookUp(String name, CaseRule generalRule, Set<String> rivals) {
    CaseRule rule = rivals.isEmpty() ? generalRule : CaseRule.AS_WRITTEN;
    List<Named<T>> alike = alike(name, rivals);
    for (String spelling : rule.spellings(name)) {
      // A loop, since a check looks up hundreds of thousands of columns.
      List<T> found = new ArrayList<>(1);
      for (Named<T> named : alike) {
        if (named.name().equals(spelling)) {
          found.add(named.thing());
        }
      }
      if (!found.isEmpty()) {
        return new Match<>(found, List.of(spelling), false);
      }
    }
    return new Match<>(
        alike.stream().map(Named::thing).toList(),
        alike.stream().map(Named::name).distinct().toList(),
        rule != CaseRule.ANY);
  }

  private List<Named<T>> alike(String name, Set<String> rivals) {
    List<Named<T>> alike = byFoldedName.getOrDefault(CaseRule.fold(name), List.of());
    return rivals.isEmpty()
        ? alike
        : alike.stream().filter(named -> !rivals.contains(named.name())).toList();
  }
}
