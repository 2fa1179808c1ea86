package io.github.qsmaven.drift;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The differences of the columns of a table.
 *
 * @param differences the differences
 * @param renamed the names after of the columns that were probably renamed, by those before
 * @param gone the columns that are gone, but were not renamed
 * @param added the columns that were added, but not by a renaming
 */
record ColumnChanges(
    List<Difference> differences,
    Map<String, String> renamed,
    Set<String> gone,
    Set<String> added) {
  static final ColumnChanges NONE = new ColumnChanges(List.of(), Map.of(), Set.of(), Set.of());

  /** Copies the collections. */
  ColumnChanges {
    differences = List.copyOf(differences);
    renamed = Map.copyOf(renamed);
    gone = Set.copyOf(gone);
    added = Set.copyOf(added);
  }

  boolean isEmpty() {
    return differences.isEmpty();
  }

  /** The name after of a column; the same if it was not renamed. */
  String nameAfter(String before) {
    return renamed.getOrDefault(before, before);
  }
}
