package io.github.qsmaven.report.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.DoctorReport;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.report.ReportFormat;
import io.github.qsmaven.report.ResultView;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Plain text for people, and for {@code diff}, {@code comm} and {@code grep}. */
public final class TextFormat implements ReportFormat {
  /** {@code list-tables} writes one name on each line, and nothing else. */
  @Override
  public void write(ResultView view, OutputStream out) throws IOException {
    if (view.goal() == Goal.LIST_TABLES) {
      for (Table table : view.catalog().tables()) {
        writeLine(NameEscaper.FILE.of(table.listedName()), out);
      }
    } else {
      writeLines(CheckText.lines(view), out);
    }
  }

  @Override
  public void write(DoctorReport report, OutputStream out) throws IOException {
    writeLines(new DoctorText(report, UTF_8).lines(), out);
  }

  private static void writeLines(List<String> lines, OutputStream out) throws IOException {
    for (String line : lines) {
      writeLine(line, out);
    }
  }

  private static void writeLine(String line, OutputStream out) throws IOException {
    out.write(line.getBytes(UTF_8));
    out.write('\n');
  }
}
