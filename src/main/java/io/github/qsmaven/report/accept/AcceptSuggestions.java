package io.github.qsmaven.report.accept;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.YamlScalar;
import io.github.qsmaven.report.ReportFormat;
import io.github.qsmaven.report.ResultView;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code accept-suggestions.yaml}, and that of {@code check-sql}: for each finding that fails the
 * build, the entry that would accept it.
 */
public final class AcceptSuggestions implements ReportFormat {
  /** The name of the file of {@code check}. */
  public static final String FILE_NAME = "accept-suggestions.yaml";

  /** The name of the file of {@code check-sql}, which may write into the same folder. */
  public static final String SQL_FILE_NAME = "accept-suggestions-check-sql.yaml";

  /** The name of the file of {@code drift}. */
  public static final String DRIFT_FILE_NAME = "accept-suggestions-drift.yaml";

  private static final String HEAD =
      """
      # Entries that would accept the findings of this run. To accept a finding, copy its entry into
      # %s and write the reason.
      # An entry may have a last day (until: "2031-12-31") and a link; in its object, * matches any
      # characters.
      """;

  /** The name of the file of a goal. */
  public static String fileName(Goal goal) {
    return switch (goal) {
      case CHECK_SQL -> SQL_FILE_NAME;
      case DRIFT -> DRIFT_FILE_NAME;
      default -> FILE_NAME;
    };
  }

  @Override
  public boolean isNeeded(ResultView view) {
    return view.failing().stream().anyMatch(finding -> finding.code().isAcceptable());
  }

  @Override
  public void write(ResultView view, OutputStream out) throws IOException {
    out.write(HEAD.formatted(NameEscaper.CONSOLE.of(view.acceptFile())).getBytes(UTF_8));
    Set<List<String>> entries = new LinkedHashSet<>();
    for (Finding finding : view.failing()) {
      if (finding.code().isAcceptable()) {
        entries.add(entry(finding));
      }
    }
    for (List<String> entry : entries) {
      out.write((String.join("\n", entry) + "\n").getBytes(UTF_8));
    }
  }

  /** The lines of an entry that accepts a finding and, apart from its name, nothing else. */
  public static List<String> entry(Finding finding) {
    return List.of(
        "- code: " + finding.code().code(),
        "  object: " + YamlScalar.CONSOLE.of(finding.object()),
        "  reason: \"TODO: why, and who decided it\"");
  }
}
