package io.github.qsmaven.report.gitlab;

import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.report.JsonFile;
import io.github.qsmaven.report.JsonObject;
import io.github.qsmaven.report.ReportFormat;
import io.github.qsmaven.report.ReportScope;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.Sha256;
import io.github.qsmaven.report.Wording;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * {@code gl-code-quality-check.json}, also of {@code check-sql} and {@code list-tables}: a Code
 * Quality report as GitLab documents it (docs.gitlab.com, "Code Quality", "Code Quality report
 * format"). It holds the findings that are not accepted, and which fields are left out. Without
 * findings it is an empty list, from which GitLab knows that the findings of the branch before are
 * resolved.
 *
 * @param scope the goal, and where expectations are in the repository
 */
public record GitlabFormat(ReportScope scope) implements ReportFormat {
  /** GitLab requires a location; without a POM, the script of the job calls the goal. */
  private static final SourcePosition JOB = new SourcePosition(".gitlab-ci.yml", 1, 1);

  @Override
  public void write(ResultView view, OutputStream out) throws IOException {
    Set<String> fingerprints = new HashSet<>();
    new JsonFile(1, 1, UnaryOperator.identity())
        .write(
            out,
            Stream.concat(
                view.findings().stream()
                    .filter(finding -> finding.acceptedBy() == null)
                    .map(finding -> issue(view, finding, fingerprints)),
                view.leftOut().stream().map(this::issue)));
  }

  private JsonObject issue(String remark) {
    Sha256 hash = new Sha256();
    add(hash, scope.id());
    add(hash, scope.sources().folder());
    add(hash, remark);
    return new JsonObject()
        .with("description", NameEscaper.CONSOLE.of(remark))
        .with("check_name", "remark")
        .with("fingerprint", HexFormat.of().formatHex(hash.bytes()))
        .with("severity", "info")
        .with("location", location(JOB));
  }

  private static JsonObject location(SourcePosition place) {
    return new JsonObject()
        .with("path", NameEscaper.FILE.of(place.file()))
        .with("lines", new JsonObject().with("begin", place.line()));
  }

  private JsonObject issue(ResultView view, Finding finding, Set<String> fingerprints) {
    SourcePosition at = scope.sources().locate(finding.at());
    SourcePosition place = at == null ? JOB : at;
    return new JsonObject()
        .with("description", description(finding))
        .with("check_name", finding.code().code())
        .with("fingerprint", fingerprint(finding, fingerprints))
        .with("severity", severity(view, finding))
        .with("location", location(place));
  }

  /** With the column for a place in SQL, since a location here is a line. */
  private static String description(Finding finding) {
    return finding.sql() == null
        ? finding.code().title() + ": " + Wording.CONSOLE.sentence(finding)
        : Wording.CONSOLE.line(finding).substring(finding.code().code().length() + 1);
  }

  private static String severity(ResultView view, Finding finding) {
    return view.fails(finding) ? "major" : finding.severity() == Severity.NOTE ? "info" : "minor";
  }

  /**
   * The same for the same finding while the file around it changes, so without the line, and
   * without the number of an element of a parameter. GitLab shows only one of several equal
   * fingerprints, so equal findings are numbered.
   */
  private String fingerprint(Finding finding, Set<String> before) {
    SourcePosition at = finding.at();
    for (int count = 0; ; count++) {
      Sha256 hash = new Sha256();
      add(hash, scope.id());
      add(hash, scope.sources().folder());
      add(hash, finding.code().code());
      add(hash, finding.table());
      add(hash, finding.column() == null ? "" : "." + finding.column());
      add(hash, at == null || at.isInParameter() ? "" : at.file());
      if (finding.sql() != null) {
        add(hash, finding.sql().statement().words());
        add(hash, finding.actual());
      }
      add(hash, Integer.toString(count));
      String fingerprint = HexFormat.of().formatHex(hash.bytes());
      if (before.add(fingerprint)) {
        return fingerprint;
      }
    }
  }

  /** On one line, so that no two lists of texts are the same bytes. */
  private static void add(Sha256 hash, String text) {
    hash.add(NameEscaper.FILE.of(text)).add("\n");
  }
}
