package io.github.qsmaven.maven;

import io.github.qsmaven.app.Check;
import io.github.qsmaven.app.CheckOutcome;
import io.github.qsmaven.app.CheckRequest;
import io.github.qsmaven.app.CheckRequest.Scope;
import io.github.qsmaven.app.ExpectationSources;
import io.github.qsmaven.app.PendingExpectations;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.files.SqlFile;
import io.github.qsmaven.model.CannotCheckException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** The parameters of the goals that compare tables with expected ones. */
abstract class AbstractExpectationMojo extends AbstractReportMojo {
  /**
   * The tables that must exist, such as {@code orders} or {@code sales.orders}. The goals that
   * check contracts accept columns, too: {@code sales.orders(id bigint not null, note
   * varchar(20))}.
   *
   * <p>Example: {@code
   * <expectedTables><table>orders</table><table>sales.items</table></expectedTables>}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.expectedTables")
  private @Nullable List<String> expectedTables;

  /**
   * A UTF-8 file of tables that must exist: one on each line; {@code #} starts a comment. The
   * escapes of {@code tables.txt} apply, so a copy of this report is a valid file.
   *
   * <p>Example: {@code -Dqs.expectedTablesFile=src/main/qs/tables.txt}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.expectedTablesFile")
  private @Nullable String expectedTablesFile;

  /**
   * Whether an expected name matches only a name in the same case. If {@code false}, it also
   * matches the name in lower case, as in SQL without quotes; on servers other than PostgreSQL, it
   * matches the name in any case.
   *
   * <p>Example: {@code -Dqs.caseSensitive=true}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.caseSensitive", defaultValue = "false")
  private String caseSensitive;

  AbstractExpectationMojo(ServerEntries serverEntries, BuildSessions buildSessions) {
    super(serverEntries, buildSessions);
  }

  /** Where the project writes what it expects. */
  abstract ExpectationSources expectationSources();

  boolean caseSensitive() throws CannotCheckException {
    return ParameterParser.flag("caseSensitive", caseSensitive);
  }

  /**
   * Where the project writes what it expects.
   *
   * @param contracts paths and globs of contracts
   * @param acceptFile the accepted findings
   */
  ExpectationSources expectationSources(List<String> contracts, @Nullable String acceptFile) {
    return new ExpectationSources(
        baseFolder(),
        contracts,
        given("qs.expectedTables", expectedTables),
        given("qs.expectedTablesFile", expectedTablesFile),
        acceptFile);
  }

  /** Checks, and writes the reports. The target comes last: Adobe's APIs may be queried for it. */
  final CheckOutcome check(
      CatalogQuery query,
      PendingExpectations expectations,
      Scope scope,
      CheckRules rules,
      List<SqlFile> sql,
      Reporting reporting)
      throws CannotCheckException {
    try (ProgressLine progress = progressLine()) {
      SchemaDetailsReader details = new SchemaDetailsReader(pageSize(), progress);
      return new Check(sessions(), catalogs(progress), details, new TableProbe(), Clock.systemUTC())
          .run(
              new CheckRequest(
                  goal(), target(), query, expectations, scope, rules, reporting.files(), sql),
              connectionLog());
    }
  }

  @Override
  List<Path> inputs() {
    return expectationSources().files();
  }
}
