package io.github.qsmaven.testing;

import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.report.files.Formats;
import java.util.List;

/** All formats of a goal. */
public final class AllFormats {
  /** The words of all formats, in the order of the list. */
  public static final List<String> WORDS = List.of(Formats.words().split(", "));

  private AllFormats() {}

  /** All formats of a goal, without a repository. */
  public static Formats of(Goal goal) {
    return of(goal, SourceTree.NONE);
  }

  /** All formats of a goal. */
  public static Formats of(Goal goal, SourceTree sources) {
    return new Formats(goal, WORDS, sources);
  }
}
