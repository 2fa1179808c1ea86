package io.github.qsmaven.report.sarif;

import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.Unchecked;
import java.util.List;
import java.util.Locale;

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

  static void write(SarifJson json) {
    json.startObject("tool");
    json.startObject("driver");
    json.string("name", "qs-maven-plugin");
    json.startArray("rules");
    for (FindingCode code : RULES) {
      writeRule(json, code);
    }
    json.endArray();
    json.startArray("notifications");
    writeNotification(json, CANNOT_CHECK, "Nothing could be checked.");
    writeNotification(json, REMARK, "What the catalog does not report.");
    for (Unchecked.What what : Unchecked.What.values()) {
      writeNotification(json, idOf(what), "Not checked: " + what.counted(1) + ".");
    }
    json.endArray();
    json.endObject();
    json.endObject();
  }

  private static void writeRule(SarifJson json, FindingCode code) {
    json.startObject();
    json.string("id", code.code());
    json.string("name", code.rule());
    json.message("shortDescription", sentence(code.title()));
    json.startObject("fullDescription");
    json.string("text", SarifJson.plain(code.what().replace("`", "")));
    json.string("markdown", SarifJson.plain(code.what()));
    json.endObject();
    json.startObject("help");
    json.string(
        "text",
        SarifJson.plain(
            "Why it matters: " + code.why().replace("`", "") + "\nWhat to do: " + code.help()));
    json.string(
        "markdown",
        SarifJson.plain(
            "**Why it matters.** " + code.why() + "\n\n**What to do.** " + code.help()));
    json.endObject();
    json.startObject("defaultConfiguration");
    if (code.severity() == Severity.OFF) {
      json.bool("enabled", false);
    } else {
      json.string("level", code.severity().word());
    }
    json.endObject();
    json.endObject();
  }

  private static void writeNotification(SarifJson json, String id, String description) {
    json.startObject();
    json.string("id", id);
    json.message("shortDescription", description);
    json.endObject();
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
  }
}
