package io.github.qsmaven.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.ReportFormat;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.files.Formats;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** All formats of a goal, and what a format writes. */
public final class AllFormats {
  /** The words of all formats, in the order of the list. */
  public static final List<String> WORDS = List.of(Formats.words().split(", "));

  private AllFormats() {}

  /** All formats of a goal, without a repository. */
  public static Formats of(Goal goal) {
    return of(goal, SourceTree.NONE);
  }

  /** All formats of a goal. */
  public static Formats of(Goal goal, SourceTree sources) {
    return new Formats(goal, WORDS, sources);
  }

  /**
   * What a format writes.
   *
   * @throws IOException if the format throws one
   */
  public static byte[] bytes(ReportFormat format, CheckReport report) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.write(new ResultView(report), out);
    return out.toByteArray();
  }

  /**
   * What a format writes, decoded from UTF-8.
   *
   * @throws IOException if the format throws one
   */
  public static String text(ReportFormat format, CheckReport report) throws IOException {
    return new String(bytes(format, report), UTF_8);
  }
}
