package io.github.qsmaven.maven;

import io.github.qsmaven.app.ExpectedTables;
import io.github.qsmaven.app.ListTables;
import io.github.qsmaven.app.ListTablesRequest;
import io.github.qsmaven.app.ListTablesResult;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.ReportFiles;
import io.github.qsmaven.report.ReportFormat;
import io.github.qsmaven.report.TablesSummary;
import io.github.qsmaven.report.TablesWriters;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Lists the tables of Adobe Experience Platform Query Service, or of any PostgreSQL, into a report,
 * and fails the build if an expected table is missing.
 *
 * @since 1.0.0
 */
@Mojo(
    name = "list-tables",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresProject = false,
    threadSafe = true)
public final class ListTablesMojo extends AbstractReportMojo {
  /**
   * What to list: {@code table}, {@code view}, {@code materialized-view}, {@code foreign-table}, or
   * {@code all}.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.tableTypes", defaultValue = "table")
  private @Nullable List<String> tableTypes;

  /**
   * The tables that must be there: {@code name} or {@code schema.name}.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.expectedTables")
  private @Nullable List<String> expectedTables;

  /**
   * A file of tables that must be there, in UTF-8: one a line, with the escapes of {@code
   * tables.txt}; {@code #} starts a comment, blanks around a name do not count.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.expectedTablesFile")
  private @Nullable File expectedTablesFile;

  /**
   * Whether a missing table fails the build, or only warns.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.failOnMissing", defaultValue = "true")
  private boolean failOnMissing;

  /**
   * Whether an expected table that is there, but that the credential may not read, counts as
   * missing. Each expected table is then asked for, also one that is listed.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.failOnUnreadable", defaultValue = "false")
  private boolean failOnUnreadable;

  @Inject
  ListTablesMojo(ServerEntries serverEntries, BuildSessions buildSessions) {
    super(serverEntries, buildSessions);
  }

  @Override
  void run() throws CannotCheckException, MojoFailureException {
    CatalogQuery query = query(tableTypes);
    ExpectedTables expected =
        new ExpectedTables(baseFolder())
            .addAll(given("qs.expectedTables", expectedTables))
            .addFrom(expectedTablesFile == null ? null : expectedTablesFile.toPath());
    report(list(query, expected, reportFiles(new TablesWriters(sources()))), reportFolder());
  }

  private ListTablesResult list(
      CatalogQuery query, ExpectedTables expected, ReportFiles<CheckReport> files)
      throws CannotCheckException {
    try (ProgressLine progress = progressLine()) {
      // Only the page shows columns; whoever does not want it shall not wait for them.
      SchemaDetailsReader structures =
          files.include(ReportFormat.HTML) ? new SchemaDetailsReader(pageSize(), progress) : null;
      ListTables useCase =
          new ListTables(sessions(), catalogs(progress), new TableProbe(), structures);
      return useCase.run(
          new ListTablesRequest(
              target(),
              query,
              expected.tables(),
              expected.places(),
              failOnUnreadable,
              failOnMissing ? FailOn.ERROR : FailOn.NEVER,
              files),
          new MavenSessionLog(getLog()));
    }
  }

  private void report(ListTablesResult result, ReportFolder folder)
      throws CannotCheckException, MojoFailureException {
    List<Path> files = result.files().stream().map(folder::shown).toList();
    TablesSummary summary = new TablesSummary(result.report(), files);
    summary.lines(result.duration()).forEach(getLog()::info);
    summary.warnings().forEach(getLog()::warn);
    if (runsOnCi()) {
      new CiBuild(this).tell(new TablesWriters(sources()), result.report(), result.files());
    }
    if (result.report().missingTables().isEmpty()) {
      return;
    }
    if (!failOnMissing) {
      summary.failureMessage().lines().filter(line -> !line.isEmpty()).forEach(getLog()::warn);
      return;
    }
    getLog().error(summary.headline());
    throw new MojoFailureException(summary.failureMessage());
  }
}
