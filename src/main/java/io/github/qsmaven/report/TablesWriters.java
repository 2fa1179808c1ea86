package io.github.qsmaven.report;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.SourceTree;
import org.jspecify.annotations.Nullable;

/**
 * Write the reports of {@code list-tables}: {@code tables.txt}, {@code tables.json} and so on.
 *
 * @param sources where expectations are written
 */
public record TablesWriters(SourceTree sources) implements Writers<CheckReport> {
  static final String GOAL = "list-tables";
  static final String BASE_NAME = "tables";

  @Override
  public String baseName() {
    return BASE_NAME;
  }

  @Override
  public ReportWriter<CheckReport> writer(ReportFormat format) {
    return switch (format) {
      case TEXT -> new TextTablesWriter();
      case JSON -> new JsonTablesWriter();
      case JUNIT -> new JunitWriter(GOAL);
      case SARIF -> new SarifWriter(GOAL, sources);
      case MARKDOWN -> new MarkdownWriter(GOAL);
      case HTML -> new HtmlWriter(GOAL);
      case GITLAB -> new GitlabWriter(GOAL, sources);
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
}
