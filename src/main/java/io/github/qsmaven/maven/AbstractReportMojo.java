package io.github.qsmaven.maven;

import io.github.qsmaven.app.CheckOutcome;
import io.github.qsmaven.files.SqlFile;
import io.github.qsmaven.files.SqlSources;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SourceTree;
import io.github.qsmaven.report.BuildRun;
import io.github.qsmaven.report.ci.CiServers;
import io.github.qsmaven.report.files.ExecutionFolder;
import io.github.qsmaven.report.files.Formats;
import io.github.qsmaven.report.files.ReportFiles;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters of the reports, and what the goals that write them have in common. */
abstract class AbstractReportMojo extends AbstractListingMojo {
  /**
   * The folder for the reports. Without a POM, it is {@code target/qs} in the current folder. If an
   * earlier execution of the goal in this build used the folder, the reports are written into a
   * subfolder with the id of the execution. The plugin does not replace files that it did not
   * write.
   *
   * <p>Example: {@code -Dqs.reportDirectory=target/schema}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.reportDirectory", defaultValue = "${project.build.directory}/qs")
  private File reportDirectory;

  /**
   * The reports to write: {@code text}, {@code json}, {@code junit}, {@code sarif}, {@code
   * markdown}, {@code html}, {@code gitlab}, {@code dbt}, {@code mermaid}.
   *
   * <p>Example: {@code -Dqs.formats=text,json,html}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.formats", defaultValue = "text,json")
  private @Nullable List<String> formats;

  /**
   * How to report findings to the CI server, in addition to the reports: {@code auto} detects
   * GitHub Actions (annotations and a job summary), Azure Pipelines (issues, and a summary if
   * {@code markdown} is among the formats) and GitLab (the format {@code gitlab}); {@code off}
   * turns this off.
   *
   * <p>Example: {@code -Dqs.ci=off}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.ci", defaultValue = "auto")
  private String ci;

  /**
   * Receives the commands for a CI server. Not the log, which puts a prefix in front of each line;
   * not {@link System#out} either, since Maven 4 redirects it to the log.
   */
  private OutputStream standardOutput = new FileOutputStream(FileDescriptor.out);

  AbstractReportMojo(ServerEntries serverEntries, BuildSessions buildSessions) {
    super(serverEntries, buildSessions);
  }

  @Override
  final void run() throws CannotCheckException, MojoFailureException, MojoExecutionException {
    ExecutionFolder place = claim(folder(), goal());
    Reporting reporting = reporting(place, false, Set.of());
    try {
      boolean toCi = ParameterParser.ci(ci);
      reporting = reporting(place, toCi, words(toCi));
      checkParameters();
      run(reporting);
    } catch (MojoFailureException e) {
      throw e;
    } catch (Throwable e) {
      CannotCheckException reason = reason(e);
      MojoExecutionException failure = cannotCheck(reason);
      reporting.failure(reason);
      throw failure;
    }
  }

  /**
   * Does what the goal does.
   *
   * @param reporting how to report the result
   */
  abstract void run(Reporting reporting) throws CannotCheckException, MojoFailureException;

  /** The goal. */
  abstract Goal goal();

  /**
   * Where the project has its SQL.
   *
   * @param sqlFiles the parameter {@code sqlFiles}
   * @param sqlExcludes the parameter {@code sqlExcludes}
   */
  final SqlSources sqlSources(@Nullable List<String> sqlFiles, @Nullable List<String> sqlExcludes) {
    return new SqlSources(
        baseFolder(), given("qs.sqlFiles", sqlFiles), ParameterParser.given(sqlExcludes));
  }

  /** Reads SQL files, and logs what is left out. */
  final List<SqlFile> read(SqlSources sources) throws CannotCheckException {
    doing("reading the SQL files");
    SqlSources.Contents contents = sources.read();
    contents.remarks().forEach(getLog()::info);
    contents.warnings().forEach(getLog()::warn);
    return contents.files();
  }

  /** Reports a result. */
  final CheckOutcome reported(CheckOutcome outcome, Reporting reporting)
      throws MojoFailureException {
    doing("reporting the result");
    reporting.result(outcome.report(), outcome.files(), outcome.duration());
    return outcome;
  }

  /** The files that the goal reads, which no report may replace. */
  abstract List<Path> inputs();

  /** The words of the formats; none for a goal that has a format of its own. */
  private Set<String> words(boolean toCi) throws CannotCheckException {
    if (!goal().failsBuild()) {
      return Set.of();
    }
    Set<String> words = ParameterParser.formats(formats);
    if (toCi && isTrue("GITLAB_CI")) {
      words.add("gitlab");
    }
    return words;
  }

  /**
   * How the goal reports.
   *
   * @param place where the files go
   * @param toCi whether to report to the CI server in which the build runs as well
   * @param words the words of the formats; if none is a format of the goal, its first is written
   */
  final Reporting reporting(ExecutionFolder place, boolean toCi, Set<String> words) {
    SourceTree sources = new ProjectSources(session(), project(), mojoExecution()).tree();
    boolean github = isTrue("GITHUB_ACTIONS");
    boolean azure = isTrue("TF_BUILD");
    CiBuild build = null;
    if (toCi && (github || azure)) {
      String summary = new BuildEnvironment(session()).variable("GITHUB_STEP_SUMMARY");
      Path stepSummary = summary == null ? null : currentFolder().resolve(summary);
      build =
          new CiBuild(new CiServers(github, stepSummary, azure, sources), standardOutput, getLog());
    }
    BuildRun run = new BuildEnvironment(session()).run(project(), mojoExecution());
    Formats wanted = new Formats(goal(), words, sources, place.execution(), run);
    return new Reporting(
        goal(),
        wanted,
        ReportFiles.of(place, wanted).protecting(this::protectedFiles),
        folder(),
        build,
        getLog());
  }

  private List<Path> protectedFiles() {
    try {
      return inputs();
    } catch (InvalidPathException e) {
      return List.of(); // The goal ends with this error when it reads the file.
    }
  }

  private ReportFolder folder() {
    return new ReportFolder(reportDirectory, project(), currentFolder());
  }

  /** Whether an environment variable is true, which CI servers write in one case or another. */
  private boolean isTrue(String variable) {
    return "true".equalsIgnoreCase(new BuildEnvironment(session()).variable(variable));
  }
}
