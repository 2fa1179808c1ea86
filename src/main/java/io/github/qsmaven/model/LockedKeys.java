package io.github.qsmaven.model;

import java.util.List;

/**
 * The keys of a table of a {@link Lock}.
 *
 * @param primary the columns of the primary key, in the order of the key; empty if it has none
 * @param unique the columns of the other unique constraints and indexes, sorted
 * @param foreign the foreign keys, without their names, sorted
 */
public record LockedKeys(
    List<String> primary, List<List<String>> unique, List<ForeignKey> foreign) {
  /** Copies the lists. */
  public LockedKeys {
    primary = List.copyOf(primary);
    unique = unique.stream().map(List::copyOf).toList();
    foreign = List.copyOf(foreign);
  }
}
