package io.github.qsmaven.report;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the reports of {@code list-tables}: {@code tables.txt} and {@code tables.json}. */
public final class TablesWriter implements ReportWriter<TablesReport> {
  /** Makes a writer; it has no state. */
  public TablesWriter() {}

  @Override
  public String baseName() {
    return "tables";
  }

  @Override
  public void write(TablesReport report, ReportFormat format, OutputStream out) throws IOException {
    switch (format) {
      case TEXT -> new TextTablesWriter().write(report, out);
      case JSON -> new JsonTablesWriter().write(report, out);
    }
  }
}
