package io.github.qsmaven.report;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.DoctorReport;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A format of reports. Each format has a package of its own, and a line in the list of formats. The
 * same report is the same bytes. All methods leave the stream open.
 */
public interface ReportFormat {
  /**
   * Writes the report of a goal on tables.
   *
   * @param view what to write
   * @param out where to
   * @throws IOException if {@code out} does
   */
  void write(ResultView view, OutputStream out) throws IOException;

  /** Whether a report has anything to write; if not, there is no file. */
  default boolean isNeeded(ResultView view) {
    return true;
  }

  /**
   * Writes the report of {@code doctor}, if the format is for this goal.
   *
   * @param report what to write
   * @param out where to
   * @throws IOException if {@code out} does
   */
  default void write(DoctorReport report, OutputStream out) throws IOException {
    throw new UnsupportedOperationException("not a format of doctor");
  }

  /**
   * A report of why nothing could be checked; null if the format cannot express it.
   *
   * @param reason why
   */
  default @Nullable Content failure(CannotCheckException reason) {
    return null;
  }

  /** A report that is written when it is needed. */
  @FunctionalInterface
  interface Content {
    /**
     * Writes the report.
     *
     * @param out where to
     * @throws IOException if {@code out} does
     */
    void write(OutputStream out) throws IOException;
  }
}
