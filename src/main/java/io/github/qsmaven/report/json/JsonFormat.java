package io.github.qsmaven.report.json;

import io.github.qsmaven.model.DoctorReport;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.report.JsonFile;
import io.github.qsmaven.report.ReportFormat;
import io.github.qsmaven.report.ResultView;
import java.io.IOException;
import java.io.OutputStream;

/**
 * JSON for programs. Each goal has a layout of its own, which a JSON Schema in the jar describes.
 */
public final class JsonFormat implements ReportFormat {
  @Override
  public void write(ResultView view, OutputStream out) throws IOException {
    // A line for each property of the report, and for each table or finding.
    JsonFile file = new JsonFile(1, 2);
    if (view.goal() == Goal.LIST_TABLES) {
      file.write(out, json -> TablesJson.write(json, view));
    } else {
      file.write(out, json -> CheckJson.write(json, view));
    }
  }

  @Override
  public void write(DoctorReport report, OutputStream out) throws IOException {
    // A line for each property and for each finding of a step.
    new JsonFile(4, 4).write(out, json -> DoctorJson.write(json, report));
  }
}
