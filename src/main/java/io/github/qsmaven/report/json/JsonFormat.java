package io.github.qsmaven.report.json;

import io.github.qsmaven.model.DoctorReport;
import io.github.qsmaven.report.JsonFile;
import io.github.qsmaven.report.ReportFormat;
import io.github.qsmaven.report.ResultView;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.UnaryOperator;

/**
 * JSON for programs. Each goal has a layout of its own, which a JSON Schema in the jar describes.
 */
public final class JsonFormat implements ReportFormat {
  @Override
  public void write(ResultView view, OutputStream out) throws IOException {
    // A line for each property of the report, and for each table or finding.
    new JsonFile(1, 2, UnaryOperator.identity())
        .write(
            out,
            switch (view.goal()) {
              case LIST_TABLES -> TablesJson.of(view);
              case CHECK_SQL -> SqlJson.of(view);
              case DRIFT -> DriftJson.of(view);
              default -> CheckJson.of(view);
            });
  }

  @Override
  public void write(DoctorReport report, OutputStream out) throws IOException {
    // A line for each property and for each finding of a step.
    new JsonFile(4, 4, UnaryOperator.identity()).write(out, DoctorJson.of(report));
  }
}
