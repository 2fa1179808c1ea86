package io.github.qsmaven.app;

import io.github.qsmaven.report.CheckReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The result of {@link Check}.
 *
 * @param report the findings
 * @param files the files that were written, the reports first
 * @param duration how long it took, connecting included
 */
public record CheckOutcome(CheckReport report, List<Path> files, Duration duration) {
  public CheckOutcome {
    files = List.copyOf(files);
  }
}
