package io.github.qsmaven.report;

import io.github.qsmaven.model.CannotCheckException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The writers of the reports of one goal.
 *
 * @param <T> what it reports
 */
public interface Writers<T> {
  /** The name of its files, without an extension. */
  String baseName();

  /**
   * The formats it has, all if nothing else is said; where none of them is asked for, {@link
   * ReportFormat#TEXT} is written.
   */
  default Set<ReportFormat> formats() {
    return EnumSet.allOf(ReportFormat.class);
  }

  /**
   * The writer of a format.
   *
   * @param format one of {@link #formats}
   */
  ReportWriter<T> writer(ReportFormat format);

  /**
   * The writer of a format where there is nothing to report.
   *
   * @param format one of {@link #formats}
   * @return writes why; null if the format has no way to say it
   */
  default @Nullable ReportWriter<CannotCheckException> failure(ReportFormat format) {
    return null;
  }

  /** What is written beside the reports. */
  default List<Attachment<T>> attachments() {
    return List.of();
  }
}
