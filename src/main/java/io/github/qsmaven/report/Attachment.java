package io.github.qsmaven.report;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A file that a goal writes beside its reports, whatever their formats, if there is need for it.
 *
 * @param <T> what is reported
 */
public interface Attachment<T> {
  /** The name of the file. */
  String fileName();

  /** Whether it has anything to say. */
  boolean isNeeded(T report);

  /**
   * Writes it; the same bytes for the same report.
   *
   * @param report what to write
   * @param out where to; left open
   * @throws IOException if {@code out} does
   */
  void write(T report, OutputStream out) throws IOException;
}
