package io.github.qsmaven.maven;

import static java.util.Objects.requireNonNullElse;

import io.github.qsmaven.app.CheckOutcome;
import io.github.qsmaven.app.CheckSql;
import io.github.qsmaven.app.CheckSqlRequest;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.ReadProgress;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.contract.AcceptFile;
import io.github.qsmaven.files.SqlFile;
import io.github.qsmaven.files.SqlSources;
import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExtraPolicy;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.sql.PlaceholderKind;
import io.github.qsmaven.sql.SqlDialect;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Checks the SQL files of the project against Adobe Experience Platform Query Service, or any
 * PostgreSQL: the server analyzes each statement, and executes none. Reports every statement that
 * the server rejects, with its line and column, and fails the build.
 *
 * @since 1.0.0
 */
@Mojo(
    name = "check-sql",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresProject = false,
    threadSafe = true)
public final class CheckSqlMojo extends AbstractReportMojo {
  /**
   * The SQL files: paths and globs, relative to the project. Without it: {@code
   * src/main/sql/**}{@code /*.sql}, {@code src/main/resources/**}{@code /*.sql} without the folders
   * {@code db/migration} of Flyway and {@code db/changelog} of Liquibase, and, where there is a
   * {@code dbt_project.yml}, {@code target/compiled/**}{@code /*.sql}.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.sqlFiles")
  private @Nullable List<String> sqlFiles;

  /**
   * Paths and globs of files and folders that are left out of {@code sqlFiles}.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.sqlExcludes")
  private @Nullable List<String> sqlExcludes;

  /**
   * The values of placeholders, by their names: {@code
   * <sqlValues><schema>public</schema></sqlValues>}. The property {@code qs.sqlValues}, such as
   * {@code schema=public,this=orders}, overrides them.
   *
   * @since 1.0.0
   */
  @Parameter private @Nullable Map<String, @Nullable String> sqlValues;

  /**
   * The same as a list, for the command line: {@code schema=public,this=orders}. Maven cannot
   * convert a property to a map.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.sqlValues")
  private @Nullable String sqlValuesProperty;

  /**
   * A properties file, in UTF-8, with values of placeholders; {@code sqlValues} overrides them.
   * Without it: {@code src/main/qs/sql-values.properties}, if it exists.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.sqlValuesFile")
  private @Nullable String sqlValuesFile;

  /**
   * The kinds of placeholders in the files: {@code auto} for all kinds, or some of {@code $1 ?
   * :name @name} {@code ${x} #{x} {{x}} $name #template}. Since Maven replaces {@code ${x}}, write
   * {@code dollar-braces} for it; the others have such words, too: {@code numbered}, {@code
   * question}, {@code colon}, {@code at}, {@code hash-braces}, {@code double-braces}, {@code
   * dollar-name}, {@code hash}.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.sqlPlaceholders", defaultValue = ParameterParser.AUTO)
  private @Nullable List<String> sqlPlaceholders;

  /**
   * The dialect of the files: {@code auto} for that of the server, {@code postgresql}, or {@code
   * query-service}.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.sqlDialect", defaultValue = ParameterParser.AUTO)
  private String sqlDialect;

  /**
   * The types of tables to list, which suggestions name: {@code table}, {@code view}, {@code
   * materialized-view}, {@code foreign-table}, or {@code all}.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.tableTypes", defaultValue = "all")
  private @Nullable List<String> tableTypes;

  /**
   * Which findings fail the build: {@code error}, {@code warning} (errors as well), or {@code
   * never}.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.failOn", defaultValue = "error")
  private String failOn;

  /**
   * The severities of findings, by code: {@code QS419=error}, {@code QS403=warning}.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.severities")
  private @Nullable List<String> severities;

  /**
   * The file of accepted findings. Without it: {@code src/main/qs/accept.yaml}, if it exists.
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.accept")
  private @Nullable String acceptFile;

  @Inject
  CheckSqlMojo(ServerEntries serverEntries, BuildSessions buildSessions) {
    super(serverEntries, buildSessions);
  }

  @Override
  Goal goal() {
    return Goal.CHECK_SQL;
  }

  @Override
  List<Path> inputs() {
    List<Path> inputs = new ArrayList<>(sources().paths());
    inputs.add(values().path());
    inputs.add(accepted().path());
    return inputs;
  }

  private SqlSources sources() {
    return sqlSources(sqlFiles, sqlExcludes);
  }

  private SqlValues values() {
    return new SqlValues(
        baseFolder(),
        sqlValuesProperty,
        sqlValues,
        mojoExecution().getConfiguration(),
        given("qs.sqlValuesFile", sqlValuesFile));
  }

  private AcceptFile accepted() {
    return new AcceptFile(baseFolder(), given("qs.accept", acceptFile));
  }

  @Override
  void run(Reporting reporting) throws CannotCheckException, MojoFailureException {
    List<SqlFile> files = read(sources());
    AcceptFile accepted = accepted();
    CheckRules rules =
        CheckRules.of(
            false,
            ExtraPolicy.IGNORE,
            ExtraPolicy.IGNORE,
            ParameterParser.given(severities),
            ParameterParser.failOn(failOn));
    CatalogQuery query = query(tableTypes);
    SqlDialect dialect = ParameterParser.dialect(sqlDialect);
    Set<PlaceholderKind> placeholders =
        ParameterParser.placeholders(
            sqlPlaceholders, session().getUserProperties().getProperty("qs.sqlPlaceholders"));
    Map<String, String> values = values().read();
    List<Acceptance> acceptances = accepted.read();
    CheckOutcome outcome;
    try (ProgressLine progress = progressLine()) {
      CheckSql check =
          new CheckSql(
              sessions(),
              catalogs(progress),
              new SchemaDetailsReader(pageSize(), progress),
              requireNonNullElse(progress, ReadProgress.NONE),
              Clock.systemUTC());
      outcome =
          check.run(
              new CheckSqlRequest(
                  target(),
                  query,
                  files,
                  dialect,
                  placeholders,
                  values,
                  acceptances,
                  accepted.shown(),
                  rules,
                  reporting.files()),
              connectionLog());
    }
    doing("reporting the result");
    reporting.result(outcome.report(), outcome.files(), outcome.duration());
  }
}
