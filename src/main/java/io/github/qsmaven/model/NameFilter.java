package io.github.qsmaven.model;

import java.util.List;

/**
 * Which tables are wanted, by name. A table is wanted if one of the includes matches it, or there
 * is none, and no exclude does.
 *
 * @param includes the globs of which one must match; none means all
 * @param excludes the globs of which none may match
 */
public record NameFilter(List<Glob> includes, List<Glob> excludes) {
  /** The filter that lets every table pass. */
  public static final NameFilter ALL = new NameFilter(List.of(), List.of());

  /** Copies. */
  public NameFilter {
    includes = List.copyOf(includes);
    excludes = List.copyOf(excludes);
  }

  /**
   * Whether a table is wanted.
   *
   * @param name its name
   */
  public boolean wants(TableName name) {
    return (includes.isEmpty() || includes.stream().anyMatch(glob -> glob.matches(name)))
        && excludes.stream().noneMatch(glob -> glob.matches(name));
  }
}
