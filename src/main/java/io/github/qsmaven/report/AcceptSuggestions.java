package io.github.qsmaven.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.NameEscaper;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
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
        "  object: " + quoted(finding.object()),
        "  reason: \"TODO: why, and who decided it\"");
  }

  /**
   * A text in double quotes, as YAML 1.2 has them (7.3.1). More is escaped than must be, so that a
   * console can show it as well.
   */
  private static String quoted(String text) {
    StringBuilder out = new StringBuilder(text.length() + 2).append('"');
    int previous = -1;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').appendCodePoint(c);
      } else if (mustBeEscaped(c) || (c == previous && (c == ':' || c == '#'))) {
        out.append(
            c > 0xFFFF
                ? String.format(Locale.ROOT, "\\U%08X", c)
                : String.format(Locale.ROOT, "\\u%04X", c));
      } else {
        out.appendCodePoint(c);
      }
      previous = c;
      i += Character.charCount(c);
    }
    return out.append('"').toString();
  }

  private static boolean mustBeEscaped(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.SPACE_SEPARATOR -> c != ' ';
      default -> false;
    };
  }
}
