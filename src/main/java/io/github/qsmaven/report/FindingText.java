package io.github.qsmaven.report;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Suggestion;

/**
 * A finding in words. Names are escaped for a console, and what is long is cut.
 *
 * @param finding the finding
 */
record FindingText(Finding finding) {
  /** Enough for any type but a struct's with all its fields. */
  private static final int LONGEST_SHOWN = 200;

  /** What it is about, what is expected and what is there. */
  String sentence() {
    return shown(finding.object()) + ": " + difference();
  }

  private String difference() {
    return "expected "
        + shown(finding.expected())
        + ", found "
        + shown(finding.actual())
        + (finding.why().isEmpty() ? "" : ": " + shown(finding.why()))
        + Suggestion.question(finding.suggestions(), FindingText::shown);
  }

  /** The whole finding in one line: code, title, sentence, place. */
  String line() {
    return line(sentence());
  }

  /** The same below a line with the name of the table, which is not said again. */
  String lineBelowTable() {
    return line((finding.column() == null ? "" : shown(finding.column()) + ": ") + difference());
  }

  private String line(String sentence) {
    return finding.code().code()
        + " "
        + finding.code().title()
        + ": "
        + sentence
        + (finding.at() == null ? "" : " (" + finding.at() + ")");
  }

  /** Why it is lived with; empty if it is not. */
  String acceptance() {
    Acceptance acceptance = finding.acceptedBy();
    if (acceptance == null) {
      return "";
    }
    return "accepted"
        + (acceptance.until() == null ? "" : " until " + acceptance.until())
        + ": "
        + shown(acceptance.reason())
        + (acceptance.link() == null ? "" : " " + shown(acceptance.link()))
        + " ("
        + acceptance.at()
        + ")";
  }

  /** A text of others, for the middle of a line. */
  static String shown(String text) {
    if (text.length() <= LONGEST_SHOWN) {
      return NameEscaper.CONSOLE.of(text);
    }
    int end = LONGEST_SHOWN - (Character.isHighSurrogate(text.charAt(LONGEST_SHOWN - 1)) ? 1 : 0);
    return NameEscaper.CONSOLE.of(text.substring(0, end)) + "...";
  }
}
