package io.github.qsmaven.maven;

import io.github.qsmaven.app.ExpectedTables;
import io.github.qsmaven.app.ListTables;
import io.github.qsmaven.app.ListTablesRequest;
import io.github.qsmaven.app.ListTablesResult;
import io.github.qsmaven.catalog.CatalogLadder;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.report.ReportFiles;
import io.github.qsmaven.report.TablesReport;
import io.github.qsmaven.report.TablesSummary;
import io.github.qsmaven.report.TablesWriter;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
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
public final class ListTablesMojo extends AbstractQsMojo {
  /**
   * The schemas to search, by their exact names; none: the search path of the session.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.schemas")
  private @Nullable List<String> schemas;

  /**
   * What to list: {@code table}, {@code view}, {@code materialized-view}, {@code foreign-table}, or
   * {@code all}.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.tableTypes", defaultValue = "table")
  private @Nullable List<String> tableTypes;

  /**
   * Globs ({@code *} and {@code ?}) over the names to list; one with a dot is held against {@code
   * schema.name} too.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.includes")
  private @Nullable List<String> includes;

  /**
   * Globs over the names not to list; they win over the includes.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.excludes")
  private @Nullable List<String> excludes;

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

  /**
   * The only catalog of the server to ask: {@code pg_catalog}, {@code pg_class}, {@code
   * information_schema} or {@code show_tables}. Without it they are asked in this order, until one
   * answers.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.catalog")
  private @Nullable String catalog;

  /**
   * How many rows are read from a catalog at a time, 1 to 49999; Query Service cuts every result at
   * 50,000 rows.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.pageSize", defaultValue = "40000")
  private int pageSize;

  /**
   * Where {@code tables.txt} and {@code tables.json} go. Without a POM: {@code target/qs} below the
   * current folder.
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

  @Parameter(defaultValue = "${project}", readonly = true)
  private @Nullable MavenProject project;

  @Inject
  ListTablesMojo(ServerEntries serverEntries, BuildSessions buildSessions) {
    super(serverEntries, buildSessions);
  }

  @Override
  void run() throws CannotCheckException, MojoFailureException {
    ReportFolder folder = new ReportFolder(reportDirectory, project, currentFolder());
    CatalogQuery query = new Choices(schemas, tableTypes, includes, excludes).query();
    List<ExpectedTable> expected =
        new ExpectedTables()
            .addAll(expectedTableNames())
            .addFrom(expectedTablesFile == null ? null : expectedTablesFile.toPath())
            .tables();
    ReportFiles<TablesReport> files =
        new ReportFiles<>(folder.path(), Choices.formats(formats), new TablesWriter());
    CatalogLadder ladder = Choices.ladder(catalog, pageSize);
    ListTables useCase = new ListTables(sessions(), ladder, new TableProbe());
    report(
        useCase.run(
            new ListTablesRequest(target(), query, expected, failOnUnreadable, files),
            new MavenSessionLog(getLog())),
        folder);
  }

  /** Maven takes a property that is set to nothing for one that is not set. */
  private List<String> expectedTableNames() {
    if (expectedTables != null && !expectedTables.isEmpty()) {
      return expectedTables;
    }
    return "".equals(session().getUserProperties().getProperty("qs.expectedTables"))
        ? List.of("")
        : List.of();
  }

  private void report(ListTablesResult result, ReportFolder folder) throws MojoFailureException {
    List<Path> files = result.files().stream().map(folder::shown).toList();
    TablesSummary summary = new TablesSummary(result.report(), files);
    summary.lines(result.duration()).forEach(getLog()::info);
    summary.warnings().forEach(getLog()::warn);
    if (result.report().findings().missing().isEmpty()) {
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
