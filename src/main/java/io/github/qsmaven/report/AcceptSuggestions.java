package io.github.qsmaven.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.YamlScalar;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code accept-suggestions.yaml}: for each finding that fails the build, the entry that would
 * accept it.
 */
final class AcceptSuggestions implements Attachment<CheckReport> {
  static final String FILE_NAME = "accept-suggestions.yaml";

  private static final String HEAD =
      """
      # What would accept the findings of this run. Copy what you decide to live with, and say why,
      # into %s.
      # An entry may have a last day (until: "2031-12-31") and a link; its object may hold * for
      # anything.
      """;

  @Override
  public String fileName() {
    return FILE_NAME;
  }

  @Override
  public boolean isNeeded(CheckReport report) {
    return report.result().failing().stream().anyMatch(finding -> finding.code().isAcceptable());
  }

  @Override
  public void write(CheckReport report, OutputStream out) throws IOException {
    out.write(HEAD.formatted(NameEscaper.CONSOLE.of(report.acceptFile())).getBytes(UTF_8));
    Set<List<String>> entries = new LinkedHashSet<>();
    for (Finding finding : report.result().failing()) {
      if (finding.code().isAcceptable() && entries.add(entry(finding))) {
        for (String line : entry(finding)) {
          out.write(line.getBytes(UTF_8));
          out.write('\n');
        }
      }
    }
  }

  /** The lines of an entry that accepts a finding and, its name apart, nothing else. */
  static List<String> entry(Finding finding) {
    return List.of(
        "- code: " + finding.code().code(),
        "  object: " + YamlScalar.CONSOLE.of(finding.object()),
        "  reason: \"TODO: why, and who decided it\"");
  }
}
