package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Where the files that a {@link SourcePosition} names are in the tree of sources that a version
 * control system and the CI servers know.
 *
 * @param top the absolute path of that tree, {@code /} between the folders and at its end; empty if
 *     it is not known
 * @param folder the folder of the project in that tree, {@code /} between the folders and at its
 *     end; empty if it is the top
 * @param pom where the plugin is configured; null without a POM. It stands for demands that are
 *     written in the POM, or nowhere
 */
public record SourceTree(String top, String folder, @Nullable SourcePosition pom) {
  /** A tree of which nothing is known. */
  public static final SourceTree NONE = new SourceTree("", "", null);

  /** Refuses nulls. */
  public SourceTree {
    requireNonNull(top, "top is null");
    requireNonNull(folder, "folder is null");
  }

  /**
   * The place to show for a demand.
   *
   * @param at where it is written, as the goal knows it; null if nowhere
   * @return the place in the tree; null if there is none
   */
  public @Nullable SourcePosition locate(@Nullable SourcePosition at) {
    SourcePosition place = at == null || at.isInParameter() ? pom : at;
    if (place == null) {
      return null;
    }
    String file = folder + place.file();
    if (place.isAbsolute()) {
      // A contract of all modules stands beside them, but in the tree.
      boolean inTree = !top.isEmpty() && place.file().startsWith(top);
      file = inTree ? place.file().substring(top.length()) : place.file();
    }
    return new SourcePosition(file, place.line(), place.column());
  }
}
