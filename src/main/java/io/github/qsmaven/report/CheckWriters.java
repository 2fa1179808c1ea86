package io.github.qsmaven.report;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.SourceTree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Write the reports of {@code check}: {@code check.txt}, {@code check.json} and so on.
 *
 * @param sources where the contracts are
 */
public record CheckWriters(SourceTree sources) implements Writers<CheckReport> {
  private static final String GOAL = "check";
  static final String BASE_NAME = "check";

  @Override
  public String baseName() {
    return BASE_NAME;
  }

  @Override
  public List<Attachment<CheckReport>> attachments() {
    return List.of(new AcceptSuggestions());
  }

  @Override
  public ReportWriter<CheckReport> writer(ReportFormat format) {
    return switch (format) {
      case TEXT -> new CheckText();
      case JSON -> new CheckJson();
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
