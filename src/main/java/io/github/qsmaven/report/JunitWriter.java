package io.github.qsmaven.report;

import java.io.OutputStream;

record JunitWriter(String goal) implements ReportWriter<CheckReport> {
  @Override
  public void write(CheckReport report, OutputStream out) {}
}
