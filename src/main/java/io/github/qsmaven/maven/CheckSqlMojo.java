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
import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExtraPolicy;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.sql.PlaceholderKind;
import io.github.qsmaven.sql.SqlDialect;
import java.nio.file.Path;
import java.time.Clock;
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
public final class CheckSqlMojo extends AbstractSqlMojo {
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
    SqlDialect dialect = dialect();
    Set<PlaceholderKind> placeholders = placeholders();
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
