package io.github.qsmaven.maven;

import io.github.qsmaven.app.Check;
import io.github.qsmaven.app.CheckOutcome;
import io.github.qsmaven.app.CheckRequest;
import io.github.qsmaven.app.CheckRequest.Scope;
import io.github.qsmaven.app.ExpectationSources;
import io.github.qsmaven.app.Expectations;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.ReportFiles;
import java.io.File;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * What the goals that hold contracts against tables have in common: the contracts, and how
 * strictly.
 */
abstract class AbstractContractMojo extends AbstractReportMojo {
  /**
   * What counts as a table: {@code table}, {@code view}, {@code materialized-view}, {@code
   * foreign-table}, or {@code all}.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.tableTypes", defaultValue = "all")
  private @Nullable List<String> tableTypes;

  /**
   * The contracts, in the Open Data Contract Standard: paths and globs, relative to the project.
   * Without it: {@code src/main/qs/*.odcs.yaml}, if there are any.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.contracts")
  private @Nullable List<String> contracts;

  /**
   * Tables that must be there, besides those of the contracts, perhaps with columns: {@code
   * orders}, {@code sales.orders(id bigint not null, note varchar(20))}.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.expectedTables")
  private @Nullable List<String> expectedTables;

  /**
   * A file of such tables, in UTF-8: one a line; {@code #} starts a comment.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.expectedTablesFile")
  private @Nullable File expectedTablesFile;

  /**
   * What becomes of columns that no contract demands, in tables that one does: {@code ignore},
   * {@code warn} or {@code fail}.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.extraColumns", defaultValue = "ignore")
  private String extraColumns;

  /**
   * What becomes of listed tables that no contract demands: {@code ignore}, {@code warn} or {@code
   * fail}.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.extraTables", defaultValue = "ignore")
  private String extraTables;

  /**
   * Whether names that differ in case are different. Query Service puts names into lower case.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.caseSensitive", defaultValue = "false")
  private boolean caseSensitive;

  /**
   * Which findings fail the build: {@code error}, {@code warning} (errors as well), or {@code
   * never}.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.failOn", defaultValue = "error")
  private String failOn;

  /**
   * How much findings weigh, by code: {@code QS203=off}, {@code QS202=warning}, {@code
   * QS204=error}.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.severities")
  private @Nullable List<String> severities;

  /**
   * The file of accepted findings. Without it: {@code src/main/qs/accept.yaml}, if it is there.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.accept")
  private @Nullable File acceptFile;

  AbstractContractMojo(ServerEntries serverEntries, BuildSessions buildSessions) {
    super(serverEntries, buildSessions);
  }

  /** Where the project says what it demands. */
  ExpectationSources expectationSources() {
    return new ExpectationSources(
        baseFolder(),
        given("qs.contracts", contracts),
        given("qs.expectedTables", expectedTables),
        path(expectedTablesFile),
        path(acceptFile));
  }

  /**
   * Holds demands against the tables, and writes the reports.
   *
   * @param goal the goal that asks
   * @param expectations what is demanded; read before, since Adobe's APIs may be asked for the
   *     target
   * @param scope what to read the columns of
   * @param files where the reports go
   */
  CheckOutcome check(
      Goal goal, Expectations expectations, Scope scope, ReportFiles<CheckReport> files)
      throws CannotCheckException {
    CatalogQuery query = query(tableTypes);
    CheckRules rules =
        CheckRules.of(
            caseSensitive,
            ParameterParser.extras("extraColumns", extraColumns),
            ParameterParser.extras("extraTables", extraTables),
            ParameterParser.given(severities),
            ParameterParser.failOn(failOn));
    try (ProgressLine progress = progressLine()) {
      Check useCase =
          new Check(
              sessions(),
              catalogs(progress),
              new SchemaDetailsReader(pageSize(), progress),
              new TableProbe(),
              Clock.systemUTC());
      return useCase.run(
          new CheckRequest(goal, target(), query, expectations, scope, rules, files),
          new MavenSessionLog(getLog()));
    }
  }

  private static @Nullable Path path(@Nullable File file) {
    return file == null ? null : file.toPath();
  }
}
