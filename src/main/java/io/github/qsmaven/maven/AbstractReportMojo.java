package io.github.qsmaven.maven;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.report.ReportFiles;
import io.github.qsmaven.report.Writers;
import java.io.File;
import java.util.List;
import org.apache.maven.plugin.MojoExecution;
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
   * The reports to write: {@code text}, {@code json}, {@code junit}, {@code sarif}, {@code
   * markdown}, {@code html}.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.formats", defaultValue = "text,json")
  private @Nullable List<String> formats;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution mojoExecution;

  AbstractReportMojo(ServerEntries serverEntries, BuildSessions buildSessions) {
    super(serverEntries, buildSessions);
  }

  ReportFolder reportFolder() {
    return new ReportFolder(reportDirectory, project(), currentFolder());
  }

  <T> ReportFiles<T> reportFiles(Writers<T> writers) throws CannotCheckException {
    return new ReportFiles<>(reportFolder().path(), Choices.formats(formats), writers);
  }

  /** Where the project is in the tree of sources, and the plugin in the POM. */
  SourceTree sources() {
    return new ProjectSources(session(), project(), mojoExecution).tree();
  }
}
