package io.github.qsmaven.maven;

import io.github.qsmaven.app.CheckOutcome;
import io.github.qsmaven.app.CheckRequest.Scope;
import io.github.qsmaven.app.Expectations;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.CheckSummary;
import io.github.qsmaven.report.ReportFiles;
import io.github.qsmaven.report.ReportFormat;
import io.github.qsmaven.report.SchemaWriters;
import java.io.File;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import javax.inject.Inject;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.reporting.MavenReport;
import org.apache.maven.reporting.MavenReportException;

/**
 * Shows the tables of Adobe Experience Platform Query Service, or of any PostgreSQL, with their
 * columns, as a page of the project's Maven site, and beside it as a page that needs nothing else:
 * {@code qs/schema.html}. Where there are contracts, what differs from them comes first; it does
 * not fail the build. Run by itself, the goal writes the second page alone, to {@code
 * reportDirectory}; {@code formats} has no say here.
 *
 * @since 1.0.0
 */
@Mojo(name = "report", requiresProject = false, threadSafe = true)
public final class ReportMojo extends AbstractContractMojo implements MavenReport {
  private static final String PAGE = "qs-schema";
  private static final String FOLDER = "qs";

  /** Where the site is written; the site plugin sets another for each language. */
  @Parameter(defaultValue = "${project.reporting.outputDirectory}", readonly = true)
  private File reportOutputDirectory;

  @Inject
  ReportMojo(ServerEntries serverEntries, BuildSessions buildSessions) {
    super(serverEntries, buildSessions);
  }

  @Override
  void run() throws CannotCheckException {
    write(reportFolder().path());
  }

  @Override
  public void generate(Sink sink, Locale locale) throws MavenReportException {
    Path folder = reportOutputDirectory.toPath().resolve(FOLDER);
    try {
      CheckOutcome outcome = write(folder);
      String wholePage = FOLDER + "/" + outcome.files().get(0).getFileName();
      new SitePage(outcome.report(), wholePage).write(new SiteSink(sink));
    } catch (CannotCheckException e) {
      getLog().error(e.problem());
      throw new MavenReportException(e.getMessage());
    }
  }

  private CheckOutcome write(Path folder) throws CannotCheckException {
    Expectations expectations = expectationSources().readIfAny();
    ReportFiles<CheckReport> files =
        new ReportFiles<>(folder, EnumSet.of(ReportFormat.HTML), new SchemaWriters());
    CheckOutcome outcome = check(Goal.REPORT, expectations, Scope.LISTED_COLUMNS, files);
    List<Path> shown = outcome.files().stream().map(reportFolder()::shown).toList();
    CheckSummary summary = new CheckSummary(outcome.report(), shown, new MavenConsole().colors());
    summary.lines(outcome.duration()).forEach(getLog()::info);
    summary.warnings().forEach(getLog()::warn);
    if (outcome.report().result().failed()) {
      getLog().warn(summary.headline());
    }
    return outcome;
  }

  @Override
  public boolean canGenerateReport() {
    return !isSkipped();
  }

  /** What older site plugins ask for; newer ones get it by {@link #getOutputPath}. */
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
    return "The tables of the database, their columns, and what differs from the contracts.";
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
