package io.github.qsmaven.model;

import org.jspecify.annotations.Nullable;

/**
 * Translates positions to the source tree that the version control system and the CI server know.
 *
 * @param top the absolute path of the tree, with {@code /} between the folders and at the end;
 *     empty if it is unknown
 * @param folder the folder of the project in the tree, with {@code /} between the folders and at
 *     the end; empty if it is the top
 * @param pom where the plugin is configured; null without a POM. It is the position of expectations
 *     that are written in the POM or that have no position
 */
public record SourceTree(String top, String folder, @Nullable SourcePosition pom) {
  /** An unknown tree. */
  public static final SourceTree NONE = new SourceTree("", "", null);

  /**
   * Translates the position of an expectation.
   *
   * @param at its position in the project; null if it has none
   * @return its position in the tree; null if it has none
   */
  public @Nullable SourcePosition locate(@Nullable SourcePosition at) {
    SourcePosition position = at == null || at.isInParameter() ? pom : at;
    if (position == null) {
      return null;
    }
    String file = folder + position.file();
    if (position.isAbsolute()) {
      // A contract that several modules share is outside of the project but in the tree.
      boolean inTree = !top.isEmpty() && position.file().startsWith(top);
      file = inTree ? position.file().substring(top.length()) : position.file();
    }
    return new SourcePosition(file, position.line(), position.column());
  }
}
