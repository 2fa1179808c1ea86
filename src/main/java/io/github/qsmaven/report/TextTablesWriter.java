package io.github.qsmaven.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Table;
import java.io.IOException;
import java.io.OutputStream;

/** {@code tables.txt}: a name a line, for {@code diff}, {@code comm} and {@code grep}. */
final class TextTablesWriter implements ReportWriter<CheckReport> {
  @Override
  public void write(CheckReport report, OutputStream out) throws IOException {
    for (Table table : report.catalog().tables()) {
      out.write(NameEscaper.FILE.of(table.listedName()).getBytes(UTF_8));
      out.write('\n');
    }
  }
}
