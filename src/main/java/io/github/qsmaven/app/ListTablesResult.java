package io.github.qsmaven.app;

import io.github.qsmaven.report.CheckReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What {@link ListTables} found.
 *
 * @param report the findings
 * @param files the reports that were written
 * @param duration how long it took, connecting included
 */
public record ListTablesResult(CheckReport report, List<Path> files, Duration duration) {
  /** Copies. */
  public ListTablesResult {
    files = List.copyOf(files);
  }
}
