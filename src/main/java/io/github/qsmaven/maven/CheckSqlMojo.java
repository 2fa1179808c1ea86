package io.github.qsmaven.maven;

import static java.util.Objects.requireNonNullElse;

import io.github.qsmaven.app.CheckOutcome;
import io.github.qsmaven.app.CheckSql;
import io.github.qsmaven.app.CheckSqlRequest;
import io.github.qsmaven.app.SqlRequest;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.ReadProgress;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.contract.AcceptFile;
import io.github.qsmaven.files.SqlFile;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExtraPolicy;
import io.github.qsmaven.model.Goal;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Checks the SQL files of the project against Adobe Experience Platform Query Service or
 * PostgreSQL: the server analyzes each statement, but does not execute it. Reports every statement
 * that the server rejects, with its line and column, and fails the build.
 *
 * @since 1.0.0
 */
@Mojo(
    name = "check-sql",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresProject = false,
    threadSafe = true)
public final class CheckSqlMojo extends AbstractSqlMojo {
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
   * The severities of findings, by code: {@code QS419=error}, {@code QS403=warning}.
   *
   * <p>Example: {@code -Dqs.severities=QS419=error,QS403=warning}
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

  @Inject
  CheckSqlMojo(ServerEntries serverEntries, BuildSessions buildSessions) {
    super(serverEntries, buildSessions);
  }

  @Override
  boolean connects() throws CannotCheckException {
    return offline().mode() != Offline.Mode.TRUE;
  }

  private Offline offline() throws CannotCheckException {
    return new Offline(ParameterParser.offline(offline), lockFile(), getLog()::warn);
  }

  @Override
  Goal goal() {
    return Goal.CHECK_SQL;
  }

  @Override
  List<Path> inputs() {
    List<Path> inputs = sqlInputs();
    inputs.add(accepted().path());
    return inputs;
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
    CatalogQuery query = query();
    SqlRequest request =
        new SqlRequest(sql(files), accepted.read(), accepted.shown(), rules, reporting.files());
    reported(
        offline().run(() -> check(query, request), lock -> lock.checkSql(request, connectionLog())),
        reporting);
  }

  private CheckOutcome check(CatalogQuery query, SqlRequest request) throws CannotCheckException {
    try (ProgressLine progress = progressLine()) {
      return new CheckSql(
              sessions(),
              catalogs(progress),
              new SchemaDetailsReader(pageSize(), progress),
              requireNonNullElse(progress, ReadProgress.NONE),
              Clock.systemUTC())
          .run(new CheckSqlRequest(target(), query, request, lockFile()), connectionLog());
    }
  }
}
