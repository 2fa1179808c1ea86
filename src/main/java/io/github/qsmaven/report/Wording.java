package io.github.qsmaven.report;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Change;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Unchecked;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * The sentences about parts of a result. The words are the same in every format; the names and
 * texts of servers and users in them are shown as the format needs it.
 *
 * @param shown shows a text in the middle of a line
 * @param quoted shows a name that must be told apart from the words around it
 * @param placed shows a position in a file
 */
public record Wording(
    UnaryOperator<String> shown,
    UnaryOperator<String> quoted,
    Function<SourcePosition, String> placed) {
  /** For the console and for plain text: names are escaped, and long texts are cut. */
  public static final Wording CONSOLE =
      new Wording(Wording::cut, NameEscaper.CONSOLE::quoted, SourcePosition::toString);

  private static final Escaping WELL_FORMED =
      c ->
          Character.getType(c) == Character.SURROGATE
              ? "\\u" + Integer.toHexString(c).toUpperCase(Locale.ROOT)
              : null;

  /** Long enough for any type but a struct with all its fields. */
  private static final int LONGEST_SHOWN = 200;

  /** Escapes a text of a server or a user for the middle of a line, and cuts it if it is long. */
  public static String cut(String text) {
    if (text.length() <= LONGEST_SHOWN) {
      return NameEscaper.CONSOLE.of(text);
    }
    int end = LONGEST_SHOWN - (Character.isHighSurrogate(text.charAt(LONGEST_SHOWN - 1)) ? 1 : 0);
    return NameEscaper.CONSOLE.of(text.substring(0, end)) + "...";
  }

  /**
   * The database and its server: {@code database "prod:all" at host:port (server "qs")}; or the
   * lock.
   */
  public String where(Server server) {
    if (server.isOffline()) {
      return "the lock " + quoted.apply(server.database());
    }
    return "database "
        + quoted.apply(server.database())
        + " at "
        + shown.apply(server.address())
        + " (server "
        + quoted.apply(server.id())
        + ")";
  }

  /** The same, and the catalog that was read, unless the result is about statements. */
  public String source(ResultView view) {
    return view.isOfSql() || view.server().isOffline()
        ? where(view.server())
        : source(view.server(), view.catalog());
  }

  private String source(Server server, Catalog catalog) {
    return where(server) + ", read from " + shown.apply(catalog.source().word());
  }

  /** What is expected and what was found instead. */
  public String difference(Finding finding) {
    return "expected " + shown.apply(finding.expected()) + ", found " + found(finding);
  }

  /** The same of a change, without what it means. */
  public String changed(Finding finding) {
    return "expected "
        + shown.apply(finding.expected())
        + ", found "
        + shown.apply(finding.actual())
        + Suggestion.question(finding.suggestions(), shown);
  }

  /** What was found, why it differs, and which names may have been meant. */
  public String found(Finding finding) {
    Change change = finding.change();
    if (change != null) {
      String question = Suggestion.question(finding.suggestions(), shown);
      return shown.apply(finding.actual())
          + (question.isEmpty() ? ". " : question + " ")
          + change.sentences(shown, placed);
    }
    return shown.apply(finding.actual())
        + (finding.why().isEmpty() ? "" : ": " + shown.apply(why(finding)))
        + Suggestion.question(finding.suggestions(), shown);
  }

  /** Without the full stop of a server's hint, since more may follow. */
  private static String why(Finding finding) {
    String why = finding.why();
    return finding.sql() != null && why.endsWith(".") ? why.substring(0, why.length() - 1) : why;
  }

  /** The object of a finding and its difference. */
  public String sentence(Finding finding) {
    return shown.apply(finding.object()) + ": " + difference(finding);
  }

  /** A finding in one line: code, title, sentence, position. */
  public String line(Finding finding) {
    return line(finding, sentence(finding));
  }

  /** The same below a line with the name of the table, which is not repeated. */
  public String lineBelowTable(Finding finding) {
    return line(
        finding,
        (finding.sql() != null
                ? shown.apply("#" + finding.sql().statement().ordinal()) + ": "
                : finding.column() == null ? "" : shown.apply(finding.column()) + ": ")
            + difference(finding));
  }

  /** A finding in one line: code, title, the sentence, position. */
  String line(Finding finding, String sentence) {
    return finding.code().code()
        + " "
        + finding.code().title()
        + ": "
        + sentence
        + (finding.at() == null ? "" : " (" + place(finding, finding.at()) + ")");
  }

  /** The position of a finding; {@code ~} stands before one that was found by a name. */
  private String place(Finding finding, SourcePosition at) {
    return (finding.sql() != null && finding.sql().guessed() ? "~" : "") + placed.apply(at);
  }

  /** Why a finding is accepted. */
  public String acceptance(Acceptance acceptance) {
    return "accepted"
        + (acceptance.until() == null ? "" : " until " + acceptance.until())
        + ": "
        + shown.apply(acceptance.reason())
        + (acceptance.link() == null ? "" : " " + shown.apply(acceptance.link()))
        + " ("
        + placed.apply(acceptance.at())
        + ")";
  }

  /** What was not checked, and why. */
  public String line(Unchecked unchecked) {
    if (unchecked.statement() != null) {
      return shown.apply(unchecked.object())
          + ": "
          + shown.apply(unchecked.why())
          + (unchecked.at() == null ? "" : " (" + placed.apply(unchecked.at()) + ")");
    }
    String key = unchecked.key();
    return (key == null ? unchecked.what().counted(1) : shown.apply(key))
        + ", "
        + shown.apply(unchecked.object())
        + ": "
        + shown.apply(unchecked.why());
  }

  /** What to do about the findings of a code. */
  public static String advice(FindingCode code) {
    return code.code() + ": " + code.help();
  }

  /** A text that UTF-8 can encode: half of a surrogate pair as {@code \}{@code uD800}. */
  public static String wellFormed(String text) {
    return WELL_FORMED.of(text);
  }
}
