package io.github.qsmaven.report;

import java.util.EnumSet;
import java.util.Set;

/** Write what {@code report} puts beside the page of a Maven site: {@code schema.html}. */
public record SchemaWriters() implements Writers<CheckReport> {
  static final String GOAL = "report";

  @Override
  public String baseName() {
    return "schema";
  }

  @Override
  public Set<ReportFormat> formats() {
    return EnumSet.of(ReportFormat.HTML);
  }

  @Override
  public ReportWriter<CheckReport> writer(ReportFormat format) {
    return new HtmlWriter(GOAL);
  }
}
