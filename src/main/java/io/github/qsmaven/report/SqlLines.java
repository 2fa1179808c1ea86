package io.github.qsmaven.report;

import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Findings about statements as lines of plain text, for a font with characters of equal width. */
public final class SqlLines {
  private static final int LONGEST_NAME = 60;

  private SqlLines() {}

  /**
   * Shows a finding below a line with the name of its file: what it is, then the line of the file,
   * then a caret under the marked characters and what the server says of them.
   */
  public static List<String> of(Finding finding) {
    Optional<MarkedLine> found = MarkedLine.of(finding, MarkedLine.CONSOLE);
    if (found.isEmpty()) {
      return List.of(Wording.CONSOLE.lineBelowTable(finding));
    }
    MarkedLine line = found.get();
    List<String> lines = new ArrayList<>();
    lines.add(Wording.CONSOLE.line(finding, subject(finding, line)));
    List<String> excerpt = excerpt(line);
    lines.add(excerpt.get(0));
    lines.add(
        excerpt.get(1)
            + " "
            + Wording.cut(finding.actual())
            + Suggestion.question(finding.suggestions(), Wording::cut));
    if (!finding.why().isEmpty()) {
      lines.add(gutter("", line) + Wording.cut(finding.why()));
    }
    return lines;
  }

  /** The line of the file and the line with the carets; empty if the finding has no such line. */
  public static List<String> excerpt(Finding finding) {
    return MarkedLine.of(finding, MarkedLine.CONSOLE).map(SqlLines::excerpt).orElse(List.of());
  }

  private static List<String> excerpt(MarkedLine line) {
    return List.of(
        gutter(Integer.toString(line.number()), line) + line.shown(),
        gutter("", line) + line.carets());
  }

  private static String gutter(String number, MarkedLine line) {
    int width = Integer.toString(line.number()).length();
    return " ".repeat(width - number.length()) + number + " | ";
  }

  /** The marked characters, or the statement if there are none. */
  private static String subject(Finding finding, MarkedLine line) {
    String name = line.marked();
    if (name.isBlank()) {
      return Wording.cut(finding.object());
    }
    return name.length() <= LONGEST_NAME
        ? MarkedLine.escaped(name)
        : MarkedLine.escaped(name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME / 2)))
            + "...";
  }
}
