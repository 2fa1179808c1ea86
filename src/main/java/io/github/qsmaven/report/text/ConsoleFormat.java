package io.github.qsmaven.report.text;

import io.github.qsmaven.report.ResultView;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes results for the console.
 *
 * @param colors the colors of the lines; Maven prints the message of an exception without colors
 */
public record ConsoleFormat(Colors colors) {
  /**
   * Summarizes a result.
   *
   * @param view the result
   * @param files the files that were written, as they are shown, at least one; the report first
   */
  public ConsoleSummary summarize(ResultView view, List<Path> files) {
    return switch (view.goal()) {
      case LIST_TABLES -> new TablesConsole(view, files);
      case CHECK_SQL -> new SqlConsole(view, files, colors);
      case DRIFT -> new DriftConsole(view, files, colors);
      default -> new CheckConsole(view, files, colors);
    };
  }
}
