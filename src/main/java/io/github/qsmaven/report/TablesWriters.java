package io.github.qsmaven.report;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.SourceTree;
import org.jspecify.annotations.Nullable;

/**
 * Write the reports of {@code list-tables}: {@code tables.txt}, {@code tables.json} and so on.
 *
 * @param sources where expectations are written
 * @param failOn whether a missing table fails the build
 */
public record TablesWriters(SourceTree sources, FailOn failOn) implements Writers<TablesReport> {
  static final String GOAL = "list-tables";
  static final String BASE_NAME = "tables";

  @Override
  public String baseName() {
    return BASE_NAME;
  }

  @Override
  public ReportWriter<TablesReport> writer(ReportFormat format) {
    return switch (format) {
      case TEXT -> new TextTablesWriter();
      case JSON -> new JsonTablesWriter();
      case JUNIT -> seenAsCheck(new JunitWriter(GOAL));
      case SARIF -> seenAsCheck(new SarifWriter(GOAL, sources));
      case MARKDOWN -> seenAsCheck(new MarkdownWriter(GOAL));
      case HTML -> seenAsCheck(new HtmlWriter(GOAL));
      case GITLAB -> seenAsCheck(new GitlabWriter(GOAL, sources));
    };
  }

  @Override
  public @Nullable ReportWriter<CannotCheckException> failure(ReportFormat format) {
    return switch (format) {
      case JUNIT -> new JunitWriter(GOAL)::writeFailure;
      case SARIF -> new SarifWriter(GOAL, sources)::writeFailure;
      case MARKDOWN -> new MarkdownWriter(GOAL)::writeFailure;
      case TEXT, JSON, HTML, GITLAB -> null;
    };
  }

  private ReportWriter<TablesReport> seenAsCheck(ReportWriter<CheckReport> writer) {
    return (report, out) -> writer.write(report.asCheck(failOn), out);
  }
}
