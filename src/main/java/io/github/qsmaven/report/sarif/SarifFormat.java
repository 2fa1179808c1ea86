package io.github.qsmaven.report.sarif;

import static java.util.stream.Collectors.joining;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Change;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.Sides;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SqlStatement;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.BuildRun;
import io.github.qsmaven.report.JsonFile;
import io.github.qsmaven.report.JsonObject;
import io.github.qsmaven.report.MarkedLine;
import io.github.qsmaven.report.ReportFormat;
import io.github.qsmaven.report.ReportScope;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.ResultView.Reason;
import io.github.qsmaven.report.Sha256;
import io.github.qsmaven.report.Wording;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code check.sarif}, {@code check-sql.sarif} and {@code tables.sarif}, as far as GitHub's code
 * scanning and others read SARIF. An accepted finding is a suppressed result; what was not checked
 * is a notification.
 *
 * @param scope the goal, and where expectations are in the repository
 */
public record SarifFormat(ReportScope scope) implements ReportFormat {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /** The name that viewers and code scanning know for the top of the checkout. */
  private static final String TOP = "%SRCROOT%";

  private static final int HASH_BYTES = 16;
  private static final int MOST_OBJECTS = 20;

  /** Of a line that is shown with a finding. */
  private static final int MOST_CHARACTERS = 300;

  @Override
  public void write(ResultView view, OutputStream out) throws IOException {
    Stream<JsonObject> notifications =
        Stream.concat(
            view.remarks().stream()
                .map(NameEscaper.CONSOLE::of)
                .map(remark -> notification(SarifRules.REMARK, "note", remark)),
            Stream.concat(
                view.coverage().unchecked().stream()
                    .filter(one -> one.key() == null)
                    .map(this::notification),
                view.reasons().stream()
                    .filter(reason -> reason.key() != null)
                    .map(SarifFormat::notification)));
    Map<String, Integer> fingerprints = new HashMap<>();
    write(
        out,
        run((view.server().isOffline() ? "offline" : view.server().id()) + "/", true, notifications)
            .with("results", view.findings(), finding -> result(finding, fingerprints))
            .with("properties", properties(view)));
  }

  /** Writes a line for each property of the run and for each result. */
  private static void write(OutputStream out, JsonObject run) throws IOException {
    // Readers of JSON differ in how they read half of a surrogate pair.
    new JsonFile(3, 4, Wording::wellFormed)
        .write(
            out,
            new JsonObject()
                .with("version", "2.1.0")
                .with("$schema", SCHEMA)
                .with("runs", Stream.of(run)));
  }

  /**
   * Identifies a finding to a server that compares runs: by its code, its object and what is
   * expected; not by its line, which changes with every edit above it. Nor by the number of a
   * statement, so by its first words and what was found.
   */
  private static String hash(Finding finding) {
    Sha256 hash = new Sha256();
    List<String> texts =
        new ArrayList<>(
            List.of(
                finding.code().code(),
                finding.table(),
                finding.column() == null ? "" : finding.column(),
                finding.expected()));
    if (finding.sql() != null) {
      SqlStatement statement = finding.sql().statement();
      texts.addAll(List.of(statement.file(), statement.words(), finding.actual()));
    }
    for (String text : texts) {
      hash.add(Wording.wellFormed(text)).add("\0");
    }
    return HexFormat.of().formatHex(hash.bytes(), 0, HASH_BYTES);
  }

  /**
   * Writes that nothing could be checked: a run without results that did not succeed. Its category
   * differs from that of a run that succeeded, so that a server that compares runs does not take
   * all findings for resolved.
   */
  @Override
  public Content failure(CannotCheckException reason) {
    return out -> {
      JsonObject failure =
          notification(
              SarifRules.CANNOT_CHECK,
              "error",
              reason.problem() + "\nWhat to do: " + reason.advice());
      String category = SarifRules.CANNOT_CHECK + "/";
      write(out, run(category, false, Stream.of(failure)).with("results", Stream.of()));
    };
  }

  /** The begin of a run; its results follow. */
  private JsonObject run(String category, boolean successful, Stream<JsonObject> notifications) {
    String id = scope.id() + "/" + scope.sources().folder() + category;
    JsonObject top =
        new JsonObject().with("description", SarifRules.message("The root of the checkout."));
    JsonObject invocation =
        new JsonObject()
            .with("executionSuccessful", successful)
            .with("toolExecutionNotifications", notifications);
    JsonObject run =
        new JsonObject()
            .with("tool", SarifRules.tool(scope.run().pluginVersion()))
            .with("automationDetails", new JsonObject().with("id", id))
            .with("columnKind", "unicodeCodePoints")
            .with("originalUriBaseIds", new JsonObject().with(TOP, top))
            .with("invocations", Stream.of(invocation));
    BuildRun.Ci ci = scope.run().ci();
    // The address of the repository is what SARIF requires (3.23.3).
    return ci.repository().isEmpty() || ci.commit().isEmpty()
        ? run
        : run.with("versionControlProvenance", Stream.of(provenance(ci)));
  }

  private static JsonObject provenance(BuildRun.Ci ci) {
    JsonObject revision =
        new JsonObject().with("repositoryUri", ci.repository()).with("revisionId", ci.commit());
    return (ci.branch().isEmpty() ? revision : revision.with("branch", ci.branch()))
        .with("mappedTo", new JsonObject().with("uriBaseId", TOP));
  }

  private static JsonObject notification(String descriptor, String level, String message) {
    return new JsonObject()
        .with("descriptor", new JsonObject().with("id", descriptor))
        .with("level", level)
        .with("message", SarifRules.message(message));
  }

  private JsonObject notification(Unchecked unchecked) {
    String text = "Not checked: " + Wording.CONSOLE.line(unchecked);
    if (unchecked.statement() != null) {
      return notification(SarifRules.idOf(unchecked.what()), "warning", text)
          .with(
              "locations",
              Stream.of(
                  location(place(scope.sources().locate(unchecked.at())), unchecked.statement())));
    }
    String name = unchecked.column() == null ? unchecked.table() : unchecked.column();
    JsonObject location = location(place(null), kind(unchecked.column()), name, unchecked.object());
    return notification(SarifRules.idOf(unchecked.what()), "warning", text)
        .with("locations", Stream.of(location));
  }

  /** One for all columns: each of 300,000 may have the same key. */
  private static JsonObject notification(Reason reason) {
    List<Unchecked> shown = ResultView.first(MOST_OBJECTS, reason.all());
    int more = reason.all().size() - shown.size();
    String text =
        "Not checked: "
            + Wording.cut(reason.quantity())
            + ": "
            + Wording.cut(reason.why())
            + " ("
            + shown.stream().map(one -> Wording.cut(one.object())).collect(joining(", "))
            + (more > 0 ? " and " + more + " more" : "")
            + ")";
    return notification(SarifRules.idOf(reason.what()), "note", text);
  }

  private JsonObject result(Finding finding, Map<String, Integer> fingerprints) {
    String hash = hash(finding);
    String fingerprint = hash + ":" + fingerprints.merge(hash, 1, Integer::sum);
    SourcePosition at = scope.sources().locate(finding.at());
    JsonObject location =
        finding.sql() == null
            ? location(
                place(at),
                finding.kind(),
                finding.column() == null ? finding.table() : finding.column(),
                finding.object())
            : location(
                MarkedLine.of(finding, MOST_CHARACTERS)
                    .map(line -> place(at, line))
                    .orElseGet(() -> place(at)),
                finding.sql().statement());
    JsonObject result =
        new JsonObject()
            .with("ruleId", finding.code().code())
            .with("ruleIndex", SarifRules.indexOf(finding.code()))
            .with("level", finding.severity().word())
            .with("message", SarifRules.message(Wording.CONSOLE.sentence(finding)))
            .with("locations", Stream.of(location))
            // GitHub reads this one. Its own, of the line, would be equal for everything that is
            // expected in the POM.
            .with(
                "partialFingerprints",
                new JsonObject().with("primaryLocationLineHash", fingerprint))
            .with("suppressions", Stream.ofNullable(finding.acceptedBy()).map(this::suppression))
            .with(
                "properties",
                new JsonObject()
                    .with("expected", finding.expected())
                    .with("actual", finding.actual())
                    .with("why", finding.why())
                    .with("suggestions", finding.suggestions(), Suggestion::name));
    Change change = finding.change();
    return change == null || change.broken().isEmpty()
        ? result
        : result.with(
            "relatedLocations", ResultView.first(MOST_OBJECTS, change.broken()), this::related);
  }

  /** A statement that a change breaks. */
  private JsonObject related(Change.Broken broken) {
    return location(place(scope.sources().locate(broken.at())), broken.statement())
        .with("message", SarifRules.message(Wording.cut(broken.message())));
  }

  private JsonObject suppression(Acceptance acceptance) {
    JsonObject properties = new JsonObject().with("object", acceptance.object().pattern());
    if (acceptance.until() != null) {
      properties.with("until", acceptance.until());
    }
    if (acceptance.link() != null) {
      properties.with("link", acceptance.link());
    }
    return new JsonObject()
        .with("kind", "external")
        .with("status", "accepted")
        .with("justification", acceptance.reason())
        .with("location", place(scope.sources().locate(acceptance.at())))
        .with("properties", properties);
  }

  private static String kind(@Nullable String column) {
    return column == null ? "table" : "column";
  }

  private static JsonObject location(JsonObject place, SqlStatement statement) {
    return location(place, "statement", statement.title(), statement.id());
  }

  private static JsonObject location(
      JsonObject place, String kind, String name, String qualifiedName) {
    JsonObject object =
        new JsonObject()
            .with("name", name)
            .with("fullyQualifiedName", qualifiedName)
            .with("kind", kind);
    return place.with("logicalLocations", Stream.of(object));
  }

  /** A location without its objects; empty if there is no position. */
  private static JsonObject place(@Nullable SourcePosition at) {
    return at == null
        ? new JsonObject()
        : physical(new JsonObject().with("artifactLocation", file(at)).with("region", start(at)));
  }

  /** The same for marked characters, and the line around them. */
  private static JsonObject place(@Nullable SourcePosition at, MarkedLine line) {
    if (at == null) {
      return new JsonObject();
    }
    JsonObject region =
        start(at)
            .with("endColumn", at.column() + length(line.marked()))
            .with("snippet", snippet(line.marked()));
    JsonObject location =
        new JsonObject().with("artifactLocation", file(at)).with("region", region);
    // The context is larger than the region (3.29.5).
    return physical(
        line.marked().equals(line.text())
            ? location
            : location.with(
                "contextRegion",
                new JsonObject()
                    .with("startLine", line.number())
                    .with("startColumn", line.column())
                    .with("endColumn", line.column() + length(line.text()))
                    .with("snippet", snippet(line.text()))));
  }

  private static JsonObject physical(JsonObject location) {
    return new JsonObject().with("physicalLocation", location);
  }

  private static JsonObject file(SourcePosition at) {
    SarifUri uri = new SarifUri(at.file());
    JsonObject file = new JsonObject().with("uri", uri.text());
    return uri.isAbsolute() ? file : file.with("uriBaseId", TOP);
  }

  private static JsonObject start(SourcePosition at) {
    return new JsonObject().with("startLine", at.line()).with("startColumn", at.column());
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static JsonObject snippet(String text) {
    return new JsonObject().with("text", text);
  }

  private static JsonObject properties(ResultView view) {
    Server server = view.server();
    Coverage coverage = view.coverage();
    JsonObject properties =
        new JsonObject()
            .with("serverId", server.id())
            .with("host", server.host())
            .with("port", server.port())
            .with("database", server.database())
            .with("serverVersion", server.version())
            .with("catalog", view.catalog().source().word())
            .with("failOn", view.failOn().word())
            .with("failed", view.failed());
    if (server.isOffline()) {
      properties.with("offline", true);
    }
    Sides sides = view.sides();
    if (sides != null) {
      properties.with("before", sides.before()).with("after", sides.after());
    }
    if (view.isOfSql()) {
      return properties
          .with("files", view.sql().files())
          .with("statements", coverage.tables())
          .with("statementsChecked", coverage.tablesChecked());
    }
    return properties
        .with("tables", coverage.tables())
        .with("tablesChecked", coverage.tablesChecked())
        .with("columns", coverage.columns())
        .with("columnsChecked", coverage.columnsChecked());
  }
}
