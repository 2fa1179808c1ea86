package io.github.qsmaven.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SourceTree;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;

/**
 * {@code gl-code-quality-check.json} and {@code gl-code-quality-tables.json}: a Code Quality report
 * as GitLab documents it (docs.gitlab.com, "Code Quality", "Code Quality report format"). It tells
 * of findings that are not accepted; without any, it is an empty list, by which GitLab knows that
 * those of the branch before are gone.
 *
 * @param goal the goal, without its prefix
 * @param sources where demands are in the repository
 */
record GitlabWriter(String goal, SourceTree sources) implements ReportWriter<CheckReport> {
  /** GitLab wants a place for each; without a POM, the job's script is what calls the goal. */
  private static final SourcePosition JOB = new SourcePosition(".gitlab-ci.yml", 1, 1);

  @Override
  public void write(CheckReport report, OutputStream out) throws IOException {
    JsonFactory factory =
        JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
    MessageDigest digest = sha256();
    Set<String> fingerprints = new HashSet<>();
    try (JsonGenerator json =
        factory.createGenerator(new JsonLayout(1, 1), out, JsonEncoding.UTF8)) {
      json.writeStartArray();
      for (Finding finding : report.result().findings()) {
        if (finding.acceptedBy() == null) {
          write(json, finding, report.result(), fingerprint(finding, digest, fingerprints));
        }
      }
      json.writeEndArray();
      json.writeRaw('\n');
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  private void write(JsonGenerator json, Finding finding, CheckResult result, String fingerprint) {
    SourcePosition at = sources.locate(finding.at());
    SourcePosition place = at == null ? JOB : at;
    json.writeStartObject();
    json.writeStringProperty(
        "description", finding.code().title() + ": " + new FindingText(finding).sentence());
    json.writeStringProperty("check_name", finding.code().code());
    json.writeStringProperty("fingerprint", fingerprint);
    json.writeStringProperty(
        "severity", result.failOn().includes(finding.severity()) ? "major" : "minor");
    json.writeObjectPropertyStart("location");
    json.writeStringProperty("path", NameEscaper.FILE.of(place.file()));
    json.writeObjectPropertyStart("lines");
    json.writeNumberProperty("begin", place.line());
    json.writeEndObject();
    json.writeEndObject();
    json.writeEndObject();
  }

  /**
   * The same for the same finding while the contract around it changes, so without its line. GitLab
   * shows one of those that are equal, so two that two contracts of a file make are counted.
   */
  private String fingerprint(Finding finding, MessageDigest digest, Set<String> before) {
    for (int count = 0; ; count++) {
      add(digest, goal);
      add(digest, finding.code().code());
      add(digest, finding.table());
      add(digest, finding.column() == null ? "" : "." + finding.column());
      add(digest, finding.at() == null ? "" : finding.at().file());
      add(digest, Integer.toString(count));
      String fingerprint = HexFormat.of().formatHex(digest.digest());
      if (before.add(fingerprint)) {
        return fingerprint;
      }
    }
  }

  /** On one line, so that no two lists of texts are the same bytes. */
  private static void add(MessageDigest digest, String text) {
    digest.update(NameEscaper.FILE.of(text).getBytes(UTF_8));
    digest.update((byte) '\n');
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
