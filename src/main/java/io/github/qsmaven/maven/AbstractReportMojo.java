package io.github.qsmaven.maven;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.report.ReportFiles;
import io.github.qsmaven.report.ReportWriter;
import java.io.File;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** What the goals that report of tables have in common: where the reports go, and which. */
abstract class AbstractReportMojo extends AbstractListingMojo {
  /**
   * Where the reports go. Without a POM: {@code target/qs} below the current folder.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.reportDirectory", defaultValue = "${project.build.directory}/qs")
  private File reportDirectory;

  /**
   * The reports to write: {@code text}, {@code json}.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.formats", defaultValue = "text,json")
  private @Nullable List<String> formats;

  AbstractReportMojo(ServerEntries serverEntries, BuildSessions buildSessions) {
    super(serverEntries, buildSessions);
  }

  ReportFolder reportFolder() {
    return new ReportFolder(reportDirectory, project(), currentFolder());
  }

  <T> ReportFiles<T> reportFiles(ReportWriter<T> writer) throws CannotCheckException {
    return new ReportFiles<>(reportFolder().path(), Choices.formats(formats), writer);
  }
}
