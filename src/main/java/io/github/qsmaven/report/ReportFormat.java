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

  /** Writes why nothing could be checked; null if the format cannot express it. */
  default @Nullable FailureWriter failureWriter() {
    return null;
  }

  /** Writes why nothing could be checked. */
  @FunctionalInterface
  interface FailureWriter {
    /**
     * Writes a report without a result.
     *
     * @param reason why nothing could be checked
     * @param out where to
     * @throws IOException if {@code out} does
     */
    void write(CannotCheckException reason, OutputStream out) throws IOException;
  }
}
