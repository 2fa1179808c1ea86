package io.github.qsmaven.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Writes the reports of one goal.
 *
 * @param <T> what it reports
 */
public interface ReportWriter<T> {
  /** The name of its files, without an extension. */
  String baseName();

  /**
   * Writes a report; the same bytes for the same report.
   *
   * @param report what to write
   * @param format how
   * @param out where to; left open
   * @throws IOException if {@code out} does
   */
  void write(T report, ReportFormat format, OutputStream out) throws IOException;

  /** What is written beside the reports. */
  default List<Attachment<T>> attachments() {
    return List.of();
  }
}
