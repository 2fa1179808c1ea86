package io.github.qsmaven.report;

import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.Unchecked;
import java.util.List;
import java.util.Locale;

/** What SARIF calls the tool: its name, and what it can find (rules) and tell (notifications). */
final class SarifRules {
  /** The id of what a catalog could not tell. */
  static final String REMARK = "remark";

  /** The id of a run that could not check anything. */
  static final String CANNOT_CHECK = "cannot-check";

  private static final List<FindingCode> RULES = List.of(FindingCode.values());

  private SarifRules() {}

  /** Where the rule of a code stands among the rules. */
  static int indexOf(FindingCode code) {
    return RULES.indexOf(code);
  }

  /** The id of demands of a kind that were not checked. */
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
    writeNotification(json, REMARK, "What the catalog could not tell.");
    for (Unchecked.What what : Unchecked.What.values()) {
      writeNotification(json, idOf(what), "Not checked: " + what.counted(1) + ".");
    }
    json.endArray();
    json.endObject();
    json.endObject();
  }

  private static void writeRule(SarifJson json, FindingCode code) {
    Words words = words(code);
    json.startObject();
    json.string("id", code.code());
    json.string("name", camelCase(code));
    json.message("shortDescription", sentence(code.title()));
    json.startObject("fullDescription");
    json.string("text", SarifJson.plain(words.what().replace("`", "")));
    json.string("markdown", SarifJson.plain(words.what()));
    json.endObject();
    json.startObject("help");
    String help = sentence(code.help());
    json.string(
        "text",
        SarifJson.plain(
            "Why it matters: " + words.why().replace("`", "") + "\nWhat to do: " + help));
    json.string(
        "markdown",
        SarifJson.plain("**Why it matters.** " + words.why() + "\n\n**What to do.** " + help));
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

  /** {@code MissingTable}: SARIF wants an identifier. */
  private static String camelCase(FindingCode code) {
    StringBuilder out = new StringBuilder();
    for (String word : code.name().split("_", -1)) {
      out.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return out.toString();
  }

  private static String sentence(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1) + ".";
  }

  /**
   * In sentences of its page in {@code docs/findings}.
   *
   * @param what what was found
   * @param why why it matters
   */
  private record Words(String what, String why) {}

  private static Words words(FindingCode code) {
    return switch (code) {
      case MISSING_TABLE ->
          new Words(
              "A contract demands a table, and there is none of that name: it is not listed, and"
                  + " does not answer when it is asked for directly.",
              "Everything that reads the table fails.");
      case UNREADABLE_TABLE ->
          new Words(
              "The table is there, but what is in it could not be read, so that none of the"
                  + " demanded columns was checked.",
              "The contract may be broken, and nobody would know.");
      case EXTRA_TABLE ->
          new Words(
              "A table is listed that no contract demands.",
              "Where contracts are to describe all there is, a table without one has no owner.");
      case TABLE_TYPE ->
          new Words(
              "The contract gives the table a `physicalType` (`table`, `view`, `materialized view`,"
                  + " `foreign table`; also `base table` and the like), and it is of another.",
              "A view in the place of a table may be slow, or change with what it reads from; a"
                  + " table in the place of a view may be a copy that grows old.");
      case AMBIGUOUS_TABLE ->
          new Words(
              "Several tables may be meant: they are in different schemas, none of which the search"
                  + " path prefers; or their names differ in case only, and none is written as in"
                  + " the contract.",
              "The check could pass on one, and the job read the other.");
      case TABLE_CASE ->
          new Words(
              "Only with `-Dqs.caseSensitive=true`: the table is there, but its name is written in"
                  + " another case.",
              "In double quotes, which names with capitals need, the names are two.");
      case MISSING_COLUMN ->
          new Words(
              "A contract demands a column, or a field inside one, and it is not there.",
              "What reads the column fails; `SELECT *` may go on with less, which is worse.");
      case TYPE_MISMATCH ->
          new Words(
              "The column is there, with another type than the contract demands.",
              "A number that becomes a text is compared as a text; a shorter length cuts, or"
                  + " refuses, what is written.");
      case NULLABILITY ->
          new Words(
              "The contract says `required: true`, and the column takes NULL.",
              "A sum over NULL is NULL, and a join on it loses rows.");
      case EXTRA_COLUMN ->
          new Words(
              "A column, or a field inside one, is there that no contract demands.",
              "A new column may break what reads `SELECT *` or copies by position, and may hold data"
                  + " that nobody has classified.");
      case TYPE_UNKNOWN ->
          new Words(
              "What the contract says and what the server tells does not decide whether the column"
                  + " has the demanded type, or what is inside it: the type is one of the server's"
                  + " own, the fields of a struct are not known, or the catalog that answered leaves"
                  + " out lengths and precisions. It never ends the check; it counts as not checked.",
              "The contract may be broken there.");
      case COLUMN_CASE ->
          new Words(
              "Only with `-Dqs.caseSensitive=true`: the column is there, but its name is written in"
                  + " another case.",
              "In double quotes, which names with capitals need, the names are two.");
      case AMBIGUOUS_COLUMN ->
          new Words(
              "Several columns differ from the demanded one in case only, and none is written as in"
                  + " the contract.",
              "The check could pass on one, and the job read the other.");
      case EXPIRED_ACCEPTANCE ->
          new Words(
              "An entry of `src/main/qs/accept.yaml` is past its day (`until`).",
              "What was to be lived with for a while is to be mended now.");
      case UNUSED_ACCEPTANCE ->
          new Words(
              "An entry of `src/main/qs/accept.yaml` accepts no finding of this run.",
              "It would hide the next one of its kind, which nobody has decided about.");
    };
  }
}
