package io.github.qsmaven.model;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of the expectations.
 *
 * @param expected every expectation, once, in the order given
 * @param unlisted those that the catalog does not list but that answered when asked for directly
 * @param unreadable those that are there but may not be read with this credential, as far as they
 *     were asked for
 * @param missing those that fail the check, in the order given
 * @param places where those are written that are written in a file
 */
public record Findings(
    List<TableReference> expected,
    Set<TableReference> unlisted,
    Set<TableReference> unreadable,
    List<MissingTable> missing,
    Map<TableReference, SourcePosition> places) {
  /** Copies. */
  public Findings {
    expected = List.copyOf(expected);
    unlisted = Set.copyOf(unlisted);
    unreadable = Set.copyOf(unreadable);
    missing = List.copyOf(missing);
    places = Map.copyOf(places);
  }

  /** Of expectations that are written in no file. */
  public Findings(
      List<TableReference> expected,
      Set<TableReference> unlisted,
      Set<TableReference> unreadable,
      List<MissingTable> missing) {
    this(expected, unlisted, unreadable, missing, Map.of());
  }
}
