package io.github.qsmaven.report;

import java.io.IOException;
import java.io.OutputStream;

/** Writes a report of {@code list-tables} in one format. */
interface TablesWriter {
  /**
   * Writes the report; the same bytes for the same report.
   *
   * @param report what to write
   * @param out where to; left open
   * @throws IOException if {@code out} does
   */
  void write(TablesReport report, OutputStream out) throws IOException;
}
