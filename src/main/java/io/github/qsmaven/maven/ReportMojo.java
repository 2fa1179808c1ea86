package io.github.qsmaven.maven;

import io.github.qsmaven.app.CheckOutcome;
import io.github.qsmaven.app.CheckRequest.Scope;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.files.ExecutionFolder;
import io.github.qsmaven.report.site.SitePage;
import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.reporting.MavenReport;
import org.apache.maven.reporting.MavenReportException;

/**
 * Writes a page of the project's Maven site that shows the tables of Adobe Experience Platform
 * Query Service or PostgreSQL with their columns, and {@code qs/schema.html}, a page that needs no
 * other file. If there are contracts, the pages show the differences first; differences do not fail
 * the build. Outside of a site build, the goal writes only {@code schema.html}, into {@code
 * reportDirectory}. It ignores {@code formats}.
 *
 * @since 1.0.0
 */
@Mojo(name = "report", requiresProject = false, threadSafe = true)
public final class ReportMojo extends CheckMojo implements MavenReport {
  private static final String PAGE = "qs-schema";
  private static final String FOLDER = "qs";

  /** Where the site is written; the site plugin sets a folder for each language. */
  @Parameter(defaultValue = "${project.reporting.outputDirectory}", readonly = true)
  private File reportOutputDirectory;

  @Inject
  ReportMojo(ServerEntries serverEntries, BuildSessions buildSessions) {
    super(serverEntries, buildSessions);
  }

  @Override
  Goal goal() {
    return Goal.REPORT;
  }

  @Override
  void run(Reporting reporting) throws CannotCheckException, MojoFailureException {
    check(false, Scope.LISTED_COLUMNS, reporting);
  }

  @Override
  public void generate(Sink sink, Locale locale) throws MavenReportException {
    Path folder = reportOutputDirectory.toPath().resolve(FOLDER);
    startTime();
    try {
      checkParameters();
      Reporting reporting = reporting(ExecutionFolder.of(folder), false, Set.of());
      CheckOutcome outcome = check(false, Scope.LISTED_COLUMNS, reporting);
      String wholePage = FOLDER + "/" + outcome.files().get(0).getFileName();
      new SitePage(new ResultView(outcome.report()), wholePage).write(new DoxiaSink(sink));
    } catch (MojoFailureException e) {
      throw new MavenReportException(e.getMessage());
    } catch (Throwable e) {
      throw cannotReport(e);
    }
  }

  private MavenReportException cannotReport(Throwable thrown) {
    CannotCheckException reason = reason(thrown);
    MavenReportException failure = new MavenReportException(cannotCheck(reason).getMessage());
    failure.initCause(reason.getCause());
    return failure;
  }

  @Override
  public boolean canGenerateReport() throws MavenReportException {
    try {
      return !isSkipped();
    } catch (Throwable e) {
      throw cannotReport(e);
    }
  }

  /** For older site plugins; newer ones call {@link #getOutputPath}. */
  @Override
  @SuppressWarnings("deprecation")
  public String getOutputName() {
    return PAGE;
  }

  @Override
  public String getCategoryName() {
    return CATEGORY_PROJECT_REPORTS;
  }

  @Override
  public String getName(Locale locale) {
    return SitePage.TITLE;
  }

  @Override
  public String getDescription(Locale locale) {
    return "The tables of the database, their columns, and the differences from the contracts.";
  }

  @Override
  public void setReportOutputDirectory(File directory) {
    reportOutputDirectory = directory;
  }

  @Override
  public File getReportOutputDirectory() {
    return reportOutputDirectory;
  }

  @Override
  public boolean isExternalReport() {
    return false;
  }
}
