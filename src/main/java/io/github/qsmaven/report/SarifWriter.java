package io.github.qsmaven.report;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Unchecked;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.exc.JacksonIOException;

/**
 * {@code check.sarif} and {@code tables.sarif}: the Static Analysis Results Interchange Format
 * (OASIS), version 2.1.0, as far as GitHub's code scanning and others read it. What is accepted is
 * a result that is suppressed; what was not checked is a notification.
 *
 * @param goal the goal whose report it is
 * @param sources where expectations are written
 */
record SarifWriter(String goal, SourceTree sources) implements ReportWriter<CheckReport> {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /** The name that viewers and code scanning know for the top of the checkout. */
  private static final String TOP = "%SRCROOT%";

  @Override
  public void write(CheckReport report, OutputStream out) throws IOException {
    try (SarifJson json = new SarifJson(out)) {
      start(json, report.server().id() + "/");
      startInvocation(json, true);
      for (String remark : report.catalog().remarks()) {
        startNotification(json, SarifRules.REMARK, "note", NameEscaper.CONSOLE.of(remark));
        json.endObject();
      }
      for (Unchecked unchecked : report.result().coverage().unchecked()) {
        writeUnchecked(json, unchecked);
      }
      endInvocation(json);
      json.startArray("results");
      Fingerprints fingerprints = new Fingerprints();
      for (Finding finding : report.result().findings()) {
        writeResult(json, finding, fingerprints.of(finding));
      }
      json.endArray();
      writeOrigin(json, report);
      end(json);
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Writes that nothing could be checked: a run without results that did not succeed. It is of
   * another category than one that did, so that a server that keeps score does not take all that it
   * knows for mended.
   *
   * @param failure why
   * @param out where to; left open
   * @throws IOException if {@code out} does
   */
  void writeFailure(CannotCheckException failure, OutputStream out) throws IOException {
    try (SarifJson json = new SarifJson(out)) {
      start(json, SarifRules.CANNOT_CHECK + "/");
      startInvocation(json, false);
      startNotification(
          json,
          SarifRules.CANNOT_CHECK,
          "error",
          failure.problem() + "\nWhat to do: " + failure.advice());
      json.endObject();
      endInvocation(json);
      json.startArray("results");
      json.endArray();
      end(json);
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  private void start(SarifJson json, String category) {
    json.startObject();
    json.string("version", "2.1.0");
    json.string("$schema", SCHEMA);
    json.startArray("runs");
    json.startObject();
    SarifRules.write(json);
    json.startObject("automationDetails");
    json.string("id", goal + "/" + sources.folder() + category);
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
        "Not checked: "
            + unchecked.what().counted(1)
            + ", "
            + FindingText.shown(unchecked.object())
            + ": "
            + FindingText.shown(unchecked.why()));
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
    json.message("message", new FindingText(finding).sentence());
    writeLocation(
        json,
        sources.locate(finding.at()),
        finding.code().isAcceptable() ? kind(finding.column()) : "acceptance",
        finding.column() == null ? finding.table() : finding.column(),
        finding.object());
    json.startObject("partialFingerprints");
    // The one that GitHub reads. Its own, of the line, would be the same for all that the POM
    // demands.
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
    writePlace(json, sources.locate(acceptance.at()));
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

  private static void writeOrigin(SarifJson json, CheckReport report) {
    Server server = report.server();
    CheckResult result = report.result();
    Coverage coverage = result.coverage();
    json.startObject("properties");
    json.string("serverId", server.id());
    json.string("host", server.host());
    json.number("port", server.port());
    json.string("database", server.database());
    json.string("serverVersion", server.version());
    json.string("catalog", report.catalog().source().word());
    json.string("failOn", result.failOn().word());
    json.bool("failed", result.failed());
    json.number("tables", coverage.tables());
    json.number("tablesChecked", coverage.tablesChecked());
    json.number("columns", coverage.columns());
    json.number("columnsChecked", coverage.columnsChecked());
    json.endObject();
  }
}
