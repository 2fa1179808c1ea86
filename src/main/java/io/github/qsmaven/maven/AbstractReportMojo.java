package io.github.qsmaven.maven;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.report.ReportFiles;
import io.github.qsmaven.report.ReportFormat;
import io.github.qsmaven.report.Writers;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
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
   * markdown}, {@code html}, {@code gitlab}.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.formats", defaultValue = "text,json")
  private @Nullable List<String> formats;

  /**
   * Whether the CI server that runs the build is told of findings, besides the reports: {@code
   * auto}, if it is GitHub Actions (annotations, the job's summary), Azure Pipelines (issues) or
   * GitLab (the format {@code gitlab}); or {@code off}.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.ci", defaultValue = "auto")
  private String ci;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution mojoExecution;

  /**
   * Where commands for a CI server go: a log would put words in front of them, and so does Maven 4
   * with all that is printed to {@link System#out}.
   */
  private OutputStream standardOutput = new FileOutputStream(FileDescriptor.out);

  private @Nullable Writers<?> writers;

  private @Nullable ReportFiles<?> files;

  AbstractReportMojo(ServerEntries serverEntries, BuildSessions buildSessions) {
    super(serverEntries, buildSessions);
  }

  ReportFolder reportFolder() {
    return new ReportFolder(reportDirectory, project(), currentFolder());
  }

  <T> ReportFiles<T> reportFiles(Writers<T> writers) throws CannotCheckException {
    Set<ReportFormat> wanted = ParameterParser.formats(formats);
    if (ParameterParser.ci(ci) && says("GITLAB_CI")) {
      wanted.add(ReportFormat.GITLAB);
    }
    ReportFiles<T> result = new ReportFiles<>(reportFolder().path(), wanted, writers);
    this.writers = writers;
    files = result;
    return result;
  }

  /**
   * Whether a CI server runs the build that takes more than files, and is to be told. Then it is by
   * {@link CiBuild}, which no method here names: the container looks at all types that they name,
   * and would load it for every build.
   */
  boolean runsOnCi() throws CannotCheckException {
    return ParameterParser.ci(ci) && (says("GITHUB_ACTIONS") || says("TF_BUILD"));
  }

  /** Whether an environment variable says true, which CI servers write in one case or another. */
  boolean says(String variable) {
    return "true".equalsIgnoreCase(environment(variable));
  }

  /** An environment variable of Maven's; null if it is not set. */
  @Nullable String environment(String variable) {
    Properties properties = session().getSystemProperties();
    return properties == null ? null : properties.getProperty("env." + variable);
  }

  OutputStream standardOutput() {
    return standardOutput;
  }

  @Override
  void cannotCheck(CannotCheckException reason) {
    List<Path> told = files == null ? List.of() : files.tell(reason);
    try {
      if (runsOnCi()) {
        new CiBuild(this).tell(writers, reason, told);
      }
    } catch (CannotCheckException e) {
      // An unknown word in qs.ci, which is the reason itself or comes second.
    }
  }

  /** Where the project is in the tree of sources, and the plugin in the POM. */
  SourceTree sources() {
    return new ProjectSources(session(), project(), mojoExecution).tree();
  }
}
