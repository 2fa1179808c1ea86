package io.github.qsmaven.maven;

import io.github.qsmaven.app.CheckOutcome;
import io.github.qsmaven.app.CheckRequest.Scope;
import io.github.qsmaven.app.ExpectationSources;
import io.github.qsmaven.app.OfflineRequest;
import io.github.qsmaven.app.PendingExpectations;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.files.SqlFile;
import io.github.qsmaven.lock.LockFile;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.Severity;
import java.util.List;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Compares the tables of Adobe Experience Platform Query Service or PostgreSQL with data contracts:
 * the tables, their columns, and the types, nullability and keys of the columns. Reports every
 * difference, and fails the build if a difference is an error.
 *
 * @since 1.0.0
 */
@Mojo(
    name = "check",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresProject = false,
    threadSafe = true)
public class CheckMojo extends AbstractExpectationMojo {
  /**
   * The types of tables to list: {@code table}, {@code view}, {@code materialized-view}, {@code
   * foreign-table}, or {@code all}.
   *
   * <p>Example: {@code -Dqs.tableTypes=table,view}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.tableTypes", defaultValue = "all")
  private @Nullable List<String> tableTypes;

  /**
   * The contracts, in the Open Data Contract Standard, and files with sources of dbt: paths and
   * globs, relative to the project. By default, {@code src/main/qs/*.odcs.yaml}, if there are such
   * files.
   *
   * <p>Example: {@code -Dqs.contracts=src/main/qs/orders.odcs.yaml,contracts/*.odcs.yaml}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.contracts")
  private @Nullable List<String> contracts;

  /**
   * How to report columns that no contract expects: {@code ignore}, {@code warn} or {@code fail}.
   * Only columns of tables for which a contract expects columns are reported.
   *
   * <p>Example: {@code -Dqs.extraColumns=warn}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.extraColumns", defaultValue = "ignore")
  private String extraColumns;

  /**
   * How to report listed tables that no contract expects: {@code ignore}, {@code warn} or {@code
   * fail}.
   *
   * <p>Example: {@code -Dqs.extraTables=fail}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.extraTables", defaultValue = "ignore")
  private String extraTables;

  /**
   * Which findings fail the build: {@code error}, {@code warning} (errors as well), or {@code
   * never}.
   *
   * <p>Example: {@code -Dqs.failOn=warning}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.failOn", defaultValue = "error")
  private String failOn;

  /**
   * The severities of findings, by code: {@code QS203=off}, {@code QS202=warning}, {@code
   * QS204=error}.
   *
   * <p>Example: {@code -Dqs.severities=QS203=off,QS202=warning}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.severities")
  private @Nullable List<String> severities;

  /**
   * The file of accepted findings. By default, {@code src/main/qs/accept.yaml}, if it exists.
   *
   * <p>Example: {@code -Dqs.accept=src/main/qs/stage-accept.yaml}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.accept")
  private @Nullable String acceptFile;

  /**
   * The SQL files to compare with the contracts: paths and globs, as in the goal {@code check-sql}.
   * The goal reads them only if {@code severities} turns on the finding QS411 or QS412.
   *
   * <p>Example: {@code -Dqs.sqlFiles=src/main/sql,reports/*.sql}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.sqlFiles")
  private @Nullable List<String> sqlFiles;

  /**
   * Paths and globs of files and folders to leave out of {@code sqlFiles}.
   *
   * <p>Example: {@code -Dqs.sqlExcludes=src/main/sql/legacy}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.sqlExcludes")
  private @Nullable List<String> sqlExcludes;

  /**
   * Whether to check against the lock instead of the server: {@code false}; {@code true}, which
   * opens no connection and needs no server entry; or {@code auto}, which uses the lock, if it
   * exists, when the server cannot be reached. Every report of such a check names the lock.
   *
   * <p>Example: {@code -Dqs.offline=auto}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.offline", defaultValue = "false")
  private String offline;

  /**
   * The lock, which {@code qs:lock} writes. A relative path is resolved against the folder of the
   * project.
   *
   * <p>Example: {@code -Dqs.lockFile=src/main/qs/stage.lock.json}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.lockFile", defaultValue = LockFile.DEFAULT_PATH)
  private String lockFile;

  @Inject
  CheckMojo(ServerEntries serverEntries, BuildSessions buildSessions) {
    super(serverEntries, buildSessions);
  }

  @Override
  boolean connects() throws CannotCheckException {
    return offline().mode() != Offline.Mode.TRUE;
  }

  private Offline offline() throws CannotCheckException {
    return new Offline(ParameterParser.offline(offline), lockFile(), getLog()::warn);
  }

  private LockFile lockFile() {
    return new LockFile(baseFolder(), lockFile);
  }

  @Override
  Goal goal() {
    return Goal.CHECK;
  }

  @Override
  void run(Reporting reporting) throws CannotCheckException, MojoFailureException {
    check(true, Scope.EXPECTED_COLUMNS, reporting);
  }

  @Override
  final ExpectationSources expectationSources() {
    return expectationSources(given("qs.contracts", contracts), given("qs.accept", acceptFile));
  }

  /**
   * Checks tables and their columns, writes the reports, and reports the result.
   *
   * @param required whether nothing expected is an error
   * @param scope what to read the columns of
   * @param reporting how to report the result
   */
  final CheckOutcome check(boolean required, Scope scope, Reporting reporting)
      throws CannotCheckException, MojoFailureException {
    doing("reading the contracts");
    ExpectationSources sources = expectationSources();
    PendingExpectations expectations = sources.begin(required, limit());
    sources.warnings().forEach(getLog()::warn);
    try {
      CatalogQuery query = query(tableTypes);
      CheckRules rules =
          CheckRules.of(
              caseSensitive(),
              ParameterParser.extras("extraColumns", extraColumns),
              ParameterParser.extras("extraTables", extraTables),
              ParameterParser.given(severities),
              ParameterParser.failOn(failOn));
      boolean comparesSql =
          Stream.of(FindingCode.SQL_TABLE_IN_NO_CONTRACT, FindingCode.CONTRACT_TABLE_IN_NO_SQL)
              .anyMatch(code -> rules.severity(code) != Severity.OFF);
      List<SqlFile> sql = comparesSql ? read(sqlSources(sqlFiles, sqlExcludes)) : List.of();
      CheckOutcome outcome =
          offline()
              .run(
                  () -> check(query, expectations, scope, rules, sql, reporting),
                  lock ->
                      lock.check(
                          new OfflineRequest(
                              goal(),
                              query.filter(),
                              expectations,
                              required,
                              rules,
                              reporting.files(),
                              sql),
                          connectionLog()));
      expectations.get().remarks().forEach(getLog()::info);
      return reported(outcome, reporting);
    } catch (CannotCheckException e) {
      doing("reading the contracts");
      throw expectations.faultBefore(e);
    }
  }
}
