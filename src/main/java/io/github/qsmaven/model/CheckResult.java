package io.github.qsmaven.model;

import java.util.Comparator;
import java.util.List;

/**
 * The result of a check. It is the same for two runs on the same schema.
 *
 * @param findings all findings, table by table, the accepted ones among them
 * @param coverage how much was checked
 * @param failOn which findings fail the build
 */
public record CheckResult(List<Finding> findings, Coverage coverage, FailOn failOn) {
  public CheckResult {
    findings = List.copyOf(findings);
  }

  /** The findings that fail the build. */
  public List<Finding> failing() {
    return findings.stream().filter(failOn::includes).toList();
  }

  /**
   * The findings that are neither accepted nor fail the build: errors first, since readers would
   * miss them after many warnings, and otherwise table by table.
   */
  public List<Finding> tolerated() {
    return findings.stream()
        .filter(finding -> finding.acceptedBy() == null && !failOn.includes(finding))
        .sorted(Comparator.comparing(Finding::severity))
        .toList();
  }

  /** The accepted findings. */
  public List<Finding> accepted() {
    return findings.stream().filter(finding -> finding.acceptedBy() != null).toList();
  }
}
