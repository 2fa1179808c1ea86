package io.github.qsmaven.report;

import io.github.qsmaven.model.SourceTree;
import java.io.OutputStream;

record SarifWriter(String goal, SourceTree sources) implements ReportWriter<CheckReport> {
  @Override
  public void write(CheckReport report, OutputStream out) {}
}
