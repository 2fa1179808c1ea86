package io.github.qsmaven.model;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Translates positions to the source tree that the version control system and the CI server know.
 *
 * @param top the absolute path of the tree, without symbolic links, with {@code /} between the
 *     folders and at the end; empty if it is unknown
 * @param folder the folder of the project in the tree, with {@code /} between the folders and at
 *     the end; empty if it is the top
 * @param pom where the plugin is configured; null without a POM. It is the position of expectations
 *     that are written in the POM or that have no position
 * @param realPath finds the absolute path, without symbolic links and with {@code /} between the
 *     folders, of a file as positions name it
 */
public record SourceTree(
    String top, String folder, @Nullable SourcePosition pom, UnaryOperator<String> realPath) {
  /** An unknown tree. */
  public static final SourceTree NONE = new SourceTree("", "", null);

  /** A tree without symbolic links. */
  public SourceTree(String top, String folder, @Nullable SourcePosition pom) {
    this(top, folder, pom, UnaryOperator.identity());
  }

  /**
   * Translates the position of an expectation.
   *
   * @param at its position in the project; null if it has none
   * @return its position in the tree; null if it has none
   */
  public @Nullable SourcePosition locate(@Nullable SourcePosition at) {
    SourcePosition position = at == null || at.isInParameter() ? pom : at;
    return position == null
        ? null
        : new SourcePosition(fileOf(position), position.line(), position.column());
  }

  private String fileOf(SourcePosition position) {
    String file = position.file();
    if (!top.isEmpty()) {
      String real = realPath.apply(file);
      if (real.startsWith(top)) {
        return real.substring(top.length());
      }
      if (file.startsWith(top)) {
        return file.substring(top.length());
      }
    }
    return position.isAbsolute() ? file : folder + file;
  }
}
