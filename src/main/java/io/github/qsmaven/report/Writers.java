package io.github.qsmaven.report;

import java.util.List;
import java.util.Set;

/**
 * The writers of the reports of one goal.
 *
 * @param <T> what it reports
 */
public interface Writers<T> {
  /** The name of its files, without an extension. */
  String baseName();

  /** The formats it has; where none of them is asked for, {@link ReportFormat#TEXT} is written. */
  Set<ReportFormat> formats();

  /**
   * The writer of a format.
   *
   * @param format one of {@link #formats}
   */
  ReportWriter<T> writer(ReportFormat format);

  /** What is written beside the reports. */
  default List<Attachment<T>> attachments() {
    return List.of();
  }
}
