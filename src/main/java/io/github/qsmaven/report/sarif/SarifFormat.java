package io.github.qsmaven.report.sarif;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.ReportFormat;
import io.github.qsmaven.report.ReportScope;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.Sha256;
import io.github.qsmaven.report.Wording;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code check.sarif} and {@code tables.sarif}, as far as GitHub's code scanning and others read
 * SARIF. An accepted finding is a suppressed result; what was not checked is a notification.
 *
 * @param scope the goal, and where expectations are in the repository
 */
public record SarifFormat(ReportScope scope) implements ReportFormat {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /** The name that viewers and code scanning know for the top of the checkout. */
  private static final String TOP = "%SRCROOT%";

  private static final int HASH_BYTES = 16;

  @Override
  public void write(ResultView view, OutputStream out) throws IOException {
    SarifJson.write(out, json -> write(json, view));
  }

  private void write(SarifJson json, ResultView view) {
    start(json, view.server().id() + "/");
    startInvocation(json, true);
    for (String remark : view.catalog().remarks()) {
      startNotification(json, SarifRules.REMARK, "note", NameEscaper.CONSOLE.of(remark));
      json.endObject();
    }
    view.coverage().unchecked().forEach(unchecked -> writeUnchecked(json, unchecked));
    endInvocation(json);
    json.startArray("results");
    Map<String, Integer> fingerprints = new HashMap<>();
    for (Finding finding : view.findings()) {
      String hash = hash(finding);
      int number = fingerprints.merge(hash, 1, Integer::sum);
      writeResult(json, finding, hash + ":" + number);
    }
    json.endArray();
    writeProperties(json, view);
    end(json);
  }

  /**
   * Identifies a finding to a server that compares runs: by its code, its object and what is
   * expected; not by its line, which changes with every edit above it.
   */
  private static String hash(Finding finding) {
    Sha256 hash = new Sha256();
    for (String text :
        List.of(
            finding.code().code(),
            finding.table(),
            finding.column() == null ? "" : finding.column(),
            finding.expected())) {
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
  public FailureWriter failureWriter() {
    return (reason, out) ->
        SarifJson.write(
            out,
            json -> {
              start(json, SarifRules.CANNOT_CHECK + "/");
              startInvocation(json, false);
              startNotification(
                  json,
                  SarifRules.CANNOT_CHECK,
                  "error",
                  reason.problem() + "\nWhat to do: " + reason.advice());
              json.endObject();
              endInvocation(json);
              json.startArray("results");
              json.endArray();
              end(json);
            });
  }

  private void start(SarifJson json, String category) {
    json.startObject();
    json.string("version", "2.1.0");
    json.string("$schema", SCHEMA);
    json.startArray("runs");
    json.startObject();
    SarifRules.write(json);
    json.startObject("automationDetails");
    json.string("id", scope.goal().word() + "/" + scope.sources().folder() + category);
    json.endObject();
    json.string("columnKind", "unicodeCodePoints");
    json.startObject("originalUriBaseIds");
    json.startObject(TOP);
    json.message("description", "The top of the checkout.");
    json.endObject();
    json.endObject();
  }

  private static void end(SarifJson json) {
    json.endObject();
    json.endArray();
    json.endObject();
  }

  private static void startInvocation(SarifJson json, boolean successful) {
    json.startArray("invocations");
    json.startObject();
    json.bool("executionSuccessful", successful);
    json.startArray("toolExecutionNotifications");
  }

  private static void endInvocation(SarifJson json) {
    json.endArray();
    json.endObject();
    json.endArray();
  }

  private static void startNotification(
      SarifJson json, String descriptor, String level, String message) {
    json.startObject();
    json.startObject("descriptor");
    json.string("id", descriptor);
    json.endObject();
    json.string("level", level);
    json.message("message", message);
  }

  private void writeUnchecked(SarifJson json, Unchecked unchecked) {
    startNotification(
        json,
        SarifRules.idOf(unchecked.what()),
        "warning",
        "Not checked: " + Wording.CONSOLE.line(unchecked));
    writeLocation(
        json,
        null,
        kind(unchecked.column()),
        unchecked.column() == null ? unchecked.table() : unchecked.column(),
        unchecked.object());
    json.endObject();
  }

  private void writeResult(SarifJson json, Finding finding, String fingerprint) {
    json.startObject();
    json.string("ruleId", finding.code().code());
    json.number("ruleIndex", SarifRules.indexOf(finding.code()));
    json.string("level", finding.severity().word());
    json.message("message", Wording.CONSOLE.sentence(finding));
    writeLocation(
        json,
        scope.sources().locate(finding.at()),
        finding.code().isAcceptable() ? kind(finding.column()) : "acceptance",
        finding.column() == null ? finding.table() : finding.column(),
        finding.object());
    json.startObject("partialFingerprints");
    // GitHub reads this one. Its own, of the line, would be equal for everything that is expected
    // in the POM.
    json.string("primaryLocationLineHash", fingerprint);
    json.endObject();
    json.startArray("suppressions");
    if (finding.acceptedBy() != null) {
      writeSuppression(json, finding.acceptedBy());
    }
    json.endArray();
    json.startObject("properties");
    json.string("expected", finding.expected());
    json.string("actual", finding.actual());
    json.string("why", finding.why());
    json.startArray("suggestions");
    for (Suggestion suggestion : finding.suggestions()) {
      json.string(suggestion.name());
    }
    json.endArray();
    json.endObject();
    json.endObject();
  }

  private void writeSuppression(SarifJson json, Acceptance acceptance) {
    json.startObject();
    json.string("kind", "external");
    json.string("status", "accepted");
    json.string("justification", acceptance.reason());
    json.startObject("location");
    writePlace(json, scope.sources().locate(acceptance.at()));
    json.endObject();
    json.startObject("properties");
    json.string("object", acceptance.object().pattern());
    if (acceptance.until() != null) {
      json.string("until", acceptance.until().toString());
    }
    if (acceptance.link() != null) {
      json.string("link", acceptance.link());
    }
    json.endObject();
    json.endObject();
  }

  private static String kind(@Nullable String column) {
    return column == null ? "table" : "column";
  }

  private static void writeLocation(
      SarifJson json,
      @Nullable SourcePosition place,
      String kind,
      String name,
      String qualifiedName) {
    json.startArray("locations");
    json.startObject();
    writePlace(json, place);
    json.startArray("logicalLocations");
    json.startObject();
    json.string("name", name);
    json.string("fullyQualifiedName", qualifiedName);
    json.string("kind", kind);
    json.endObject();
    json.endArray();
    json.endObject();
    json.endArray();
  }

  private static void writePlace(SarifJson json, @Nullable SourcePosition place) {
    if (place == null) {
      return;
    }
    json.startObject("physicalLocation");
    json.startObject("artifactLocation");
    SarifUri uri = new SarifUri(place.file());
    json.string("uri", uri.text());
    if (!uri.isAbsolute()) {
      json.string("uriBaseId", TOP);
    }
    json.endObject();
    json.startObject("region");
    json.number("startLine", place.line());
    json.number("startColumn", place.column());
    json.endObject();
    json.endObject();
  }

  private static void writeProperties(SarifJson json, ResultView view) {
    Server server = view.server();
    Coverage coverage = view.coverage();
    json.startObject("properties");
    json.string("serverId", server.id());
    json.string("host", server.host());
    json.number("port", server.port());
    json.string("database", server.database());
    json.string("serverVersion", server.version());
    json.string("catalog", view.catalog().source().word());
    json.string("failOn", view.failOn().word());
    json.bool("failed", view.failed());
    json.number("tables", coverage.tables());
    json.number("tablesChecked", coverage.tablesChecked());
    json.number("columns", coverage.columns());
    json.number("columnsChecked", coverage.columnsChecked());
    json.endObject();
  }
}
