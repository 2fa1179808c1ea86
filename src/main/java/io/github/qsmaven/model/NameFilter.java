package io.github.qsmaven.model;

import java.util.List;

/**
 * Selects tables by name. A table is selected if an include matches it, or there are no includes,
 * and no exclude matches it.
 *
 * @param includes the globs of the tables to select; empty for all tables
 * @param excludes the globs of the tables to leave out
 */
public record NameFilter(List<Glob> includes, List<Glob> excludes) {
  /** The filter that selects every table. */
  public static final NameFilter ALL = new NameFilter(List.of(), List.of());

  public NameFilter {
    includes = List.copyOf(includes);
    excludes = List.copyOf(excludes);
  }

  /**
   * Whether the filter selects a table.
   *
   * @param name the name of the table
   */
  public boolean selects(TableName name) {
    return (includes.isEmpty() || includes.stream().anyMatch(glob -> glob.matches(name)))
        && excludes.stream().noneMatch(glob -> glob.matches(name));
  }
}
