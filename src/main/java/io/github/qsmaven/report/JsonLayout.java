package io.github.qsmaven.report;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;

/**
 * Breaks a JSON report into lines, so that reports can be compared: parts down to some level of
 * nesting get lines of their own, those below share one.
 */
final class JsonLayout extends ObjectWriteContext.Base {
  /** The line feed is given, since the default is the platform's. */
  private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");

  private final int deepestObject;
  private final int deepestArray;

  JsonLayout(int deepestObject, int deepestArray) {
    this.deepestObject = deepestObject;
    this.deepestArray = deepestArray;
  }

  /** It has state, so each file gets its own. */
  @Override
  public PrettyPrinter getPrettyPrinter() {
    return new DefaultPrettyPrinter()
        .withObjectIndenter(new LinesDownTo(deepestObject))
        .withArrayIndenter(new LinesDownTo(deepestArray));
  }

  @Override
  public boolean hasPrettyPrinter() {
    return true;
  }

  /**
   * Lines of their own down to a level.
   *
   * @param deepest the deepest level of nesting whose parts get lines of their own
   */
  private record LinesDownTo(int deepest) implements DefaultPrettyPrinter.Indenter {
    @Override
    public void writeIndentation(JsonGenerator json, int level) {
      if (level <= deepest) {
        LINES.writeIndentation(json, level);
      } else {
        json.writeRaw(' ');
      }
    }

    @Override
    public boolean isInline() {
      return false;
    }
  }
}
