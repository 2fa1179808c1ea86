package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.List;

/**
 * What came of holding contracts against a server. It holds nothing that differs between two runs
 * on the same schema.
 *
 * @param findings all findings, table by table, the accepted ones among them
 * @param coverage how much was checked
 * @param failOn which findings fail the build
 */
public record CheckResult(List<Finding> findings, Coverage coverage, FailOn failOn) {
  /** Copies. */
  public CheckResult {
    requireNonNull(coverage, "coverage is null");
    requireNonNull(failOn, "failOn is null");
    findings = List.copyOf(findings);
  }

  /** Those that fail the build. */
  public List<Finding> failing() {
    return findings.stream()
        .filter(finding -> finding.acceptedBy() == null && failOn.includes(finding.severity()))
        .toList();
  }

  /**
   * Those that are neither accepted nor fail the build: errors first, since where many warnings
   * come before them nobody would see them, and otherwise table by table.
   */
  public List<Finding> tolerated() {
    return findings.stream()
        .filter(finding -> finding.acceptedBy() == null && !failOn.includes(finding.severity()))
        .sorted(Comparator.comparing(Finding::severity))
        .toList();
  }

  /** Those that are accepted. */
  public List<Finding> accepted() {
    return findings.stream().filter(finding -> finding.acceptedBy() != null).toList();
  }

  /** Whether the build fails. */
  public boolean failed() {
    return !failing().isEmpty();
  }
}
