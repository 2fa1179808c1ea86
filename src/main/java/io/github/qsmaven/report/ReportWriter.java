package io.github.qsmaven.report;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes a report in one format.
 *
 * @param <T> what is reported
 */
@FunctionalInterface
public interface ReportWriter<T> {
  /**
   * Writes a report; the same bytes for the same report.
   *
   * @param report what to write
   * @param out where to; left open
   * @throws IOException if {@code out} does
   */
  void write(T report, OutputStream out) throws IOException;
}
