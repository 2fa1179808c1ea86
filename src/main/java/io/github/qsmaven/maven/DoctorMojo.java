package io.github.qsmaven.maven;

import io.github.qsmaven.app.Doctor;
import io.github.qsmaven.app.DoctorRequest;
import io.github.qsmaven.app.DoctorResult;
import io.github.qsmaven.app.TargetSource;
import io.github.qsmaven.catalog.CatalogSurvey;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.DoctorReport;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.report.files.Formats;
import io.github.qsmaven.report.files.ReportFiles;
import io.github.qsmaven.report.text.DoctorText;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;

/**
 * Checks each step from the settings to the tables separately, and prints a checklist: the findings
 * of each step, and what to do about the first step that fails. The checklist contains no secret
 * and no user name, so that it can be pasted into a bug report.
 *
 * @since 1.0.0
 */
@Mojo(name = "doctor", requiresProject = false, threadSafe = true)
public final class DoctorMojo extends AbstractQsMojo implements TargetSource {
  /**
   * The folder for {@code doctor.txt} and {@code doctor.json}. Without a POM, it is {@code
   * target/qs} in the current folder.
   *
   * <p>Example: {@code -Dqs.reportDirectory=target/schema}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.reportDirectory", defaultValue = "${project.build.directory}/qs")
  private File reportDirectory;

  /**
   * The reports to write: {@code text}, {@code json}.
   *
   * <p>Example: {@code -Dqs.formats=json}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.formats", defaultValue = "text,json")
  private @Nullable List<String> formats;

  @Parameter(defaultValue = "${project}", readonly = true)
  private @Nullable MavenProject project;

  @Parameter(defaultValue = "${plugin.version}", readonly = true)
  private @Nullable String pluginVersion;

  @Inject
  DoctorMojo(ServerEntries serverEntries, BuildSessions buildSessions) {
    super(serverEntries, buildSessions);
  }

  @Override
  void run() throws CannotCheckException {
    checkParameters();
    ReportFolder folder = new ReportFolder(reportDirectory, project, currentFolder());
    ReportFiles<DoctorReport> files =
        ReportFiles.ofDoctor(
            claim(folder, Goal.DOCTOR),
            new Formats(Goal.DOCTOR, ParameterParser.formats(formats), SourceTree.NONE));
    DoctorResult result =
        new Doctor(sessions(), new CatalogSurvey(), Clock.systemUTC())
            .run(
                new DoctorRequest(
                    this, new BuildEnvironment(session()).environment(pluginVersion), files),
                connectionLog());
    new DoctorText(result.doctorReport(), BuildEnvironment.consoleCharset())
        .lines()
        .forEach(getLog()::info);
    for (Path file : result.files()) {
      getLog().info("Report: " + NameEscaper.CONSOLE.of(folder.shown(file)));
    }
    if (result.failure() != null) {
      throw result.failure();
    }
  }
}
