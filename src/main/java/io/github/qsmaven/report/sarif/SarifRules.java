package io.github.qsmaven.report.sarif;

import static java.util.stream.Collectors.joining;

import io.github.qsmaven.model.Documentation;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The tool in SARIF: its name, the rules of its findings, and its notifications. */
final class SarifRules {
  /** The id of what a catalog does not report. */
  static final String REMARK = "remark";

  /** The id of a run that could not check anything. */
  static final String CANNOT_CHECK = "cannot-check";

  private static final List<FindingCode> RULES = List.of(FindingCode.values());

  private SarifRules() {}

  /** The index of the rule of a code. */
  static int indexOf(FindingCode code) {
    return RULES.indexOf(code);
  }

  /** The id of expectations of a kind that were not checked. */
  static String idOf(Unchecked.What what) {
    return "not-checked/" + what.word();
  }

  /**
   * The tool.
   *
   * @param version its version; empty if it is unknown
   */
  static JsonObject tool(String version) {
    JsonObject driver = new JsonObject().with("name", "qs-maven-plugin");
    if (!version.isEmpty()) {
      driver.with("version", version);
    }
    Stream<JsonObject> notifications =
        Stream.concat(
            Stream.of(
                notification(
                    CANNOT_CHECK,
                    "CannotCheck",
                    "Nothing could be checked.",
                    "The server could not be queried, or a file of the project could not be read,"
                        + " so no expectation was checked.",
                    "Do what the message of the notification says, and run the goal again."),
                notification(
                    REMARK,
                    "CatalogRemark",
                    "What the catalog does not report.",
                    "The server does not report a part of the schema, or a table has too many fields"
                        + " to show all of them.",
                    "Nothing, unless a contract expects what is not reported.")),
            Stream.of(Unchecked.What.values())
                .map(
                    what ->
                        notification(
                            idOf(what),
                            camelCase(idOf(what)),
                            "Not checked: " + what.counted(1) + ".",
                            "It is unknown whether an expectation of this kind is met; the message"
                                + " of the notification says why it was not checked.",
                            "Remove the reason, or remove the expectation.")));
    return new JsonObject()
        .with(
            "driver",
            driver
                .with("informationUri", Documentation.HOME.url())
                .with("rules", RULES, SarifRules::rule)
                .with("notifications", notifications));
  }

  private static JsonObject rule(FindingCode code) {
    return new JsonObject()
        .with("id", code.code())
        .with("name", code.rule())
        .with("helpUri", code.page())
        .with("shortDescription", message(sentence(code.title())))
        .with(
            "fullDescription",
            message(withoutMarks(code.what())).with("markdown", plain(code.what())))
        .with(
            "help",
            message(
                    "Why it matters: %s\nWhat to do: %s"
                        .formatted(withoutMarks(code.why()), code.help()))
                .with(
                    "markdown",
                    plain(
                        "**Why it matters.** %s\n\n**What to do.** %s"
                            .formatted(code.why(), code.help()))))
        .with(
            "defaultConfiguration",
            code.severity() == Severity.OFF
                ? new JsonObject().with("enabled", false)
                : new JsonObject().with("level", code.severity().word()));
  }

  private static String withoutMarks(String markdown) {
    return markdown.replace("`", "");
  }

  private static JsonObject notification(
      String id, String name, String description, String details, String advice) {
    return new JsonObject()
        .with("id", id)
        .with("name", name)
        .with("shortDescription", message(description))
        .with("fullDescription", message(details))
        .with("help", message("What to do: " + advice));
  }

  /** A friendly name, without the marks that an id may have: {@code NotCheckedTableType}. */
  private static String camelCase(String id) {
    return Stream.of(id.split("[^a-z]"))
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(joining());
  }

  /** A message (3.11) that consists of a plain text. */
  static JsonObject message(String text) {
    return new JsonObject().with("text", plain(text));
  }

  /** A text without placeholders (3.11.5) and links (3.11.6), whatever names it contains. */
  private static String plain(String text) {
    return text.replace("{", "{{").replace("}", "}}").replace("](", "\\](");
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
  }
}
