package io.github.qsmaven.maven;

import static java.util.Objects.requireNonNullElse;

import io.github.qsmaven.app.Before;
import io.github.qsmaven.app.CheckOutcome;
import io.github.qsmaven.app.Drift;
import io.github.qsmaven.app.DriftRequest;
import io.github.qsmaven.app.ExpectationSources;
import io.github.qsmaven.app.Expectations;
import io.github.qsmaven.app.ProjectSql;
import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.catalog.ReadProgress;
import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.catalog.TableProbe;
import io.github.qsmaven.check.CheckRules;
import io.github.qsmaven.contract.AcceptFile;
import io.github.qsmaven.contract.Contracts;
import io.github.qsmaven.files.GitFile;
import io.github.qsmaven.lock.LockFile;
import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ExtraPolicy;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.NameEscaper;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Compares the schema with the lock, a contract or another server. Reports each change of a table
 * that the project relies on, and whether the change breaks a statement of the project, and fails
 * the build.
 *
 * @since 1.0.0
 */
@Mojo(
    name = "drift",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresProject = false,
    threadSafe = true)
public final class DriftMojo extends AbstractLockMojo {
  /** The file that the lock would be, where there is none, in the folder of the reports. */
  private static final String CANDIDATE = "qs.lock.json";

  /**
   * The state before the change; the state after it is that of the server {@code qs.server}. {@code
   * lock} is the lock of the project, {@code git:origin/main} the lock of another commit, {@code
   * file:old/qs.lock.json} another lock, {@code file:src/main/qs/orders.odcs.yaml} a contract, and
   * {@code server:stage} the server of another entry in {@code settings.xml}.
   *
   * <p>Example: {@code -Dqs.against=git:origin/main}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.against", defaultValue = Against.LOCK)
  private String against;

  /**
   * Which changes fail the build: {@code breaking} for findings that are errors, {@code
   * breaking-here} for findings that break a statement of the project, {@code any} for every
   * finding, or {@code never}.
   *
   * <p>Example: {@code -Dqs.driftFailOn=breaking-here}
   *
   * @since 1.0.0
   */
  @Parameter(property = "qs.driftFailOn", defaultValue = "breaking")
  private String driftFailOn;

  /**
   * The severities of findings, by code: {@code QS505=off}, {@code QS507=warning}.
   *
   * <p>Example: {@code -Dqs.severities=QS505=off,QS507=warning}
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

  @Inject
  DriftMojo(ServerEntries serverEntries, BuildSessions buildSessions) {
    super(serverEntries, buildSessions);
  }

  @Override
  Goal goal() {
    return Goal.DRIFT;
  }

  @Override
  List<Path> inputs() {
    List<Path> inputs = new ArrayList<>(super.inputs());
    inputs.add(accepted().path());
    return inputs;
  }

  private AcceptFile accepted() {
    return new AcceptFile(baseFolder(), given("qs.accept", acceptFile));
  }

  @Override
  void run(Reporting reporting) throws CannotCheckException, MojoFailureException {
    Against other = Against.parse(against);
    CheckRules rules =
        CheckRules.of(
            caseSensitive(),
            ExtraPolicy.IGNORE,
            ExtraPolicy.IGNORE,
            ParameterParser.given(severities),
            ParameterParser.driftFailOn(driftFailOn));
    CatalogQuery query = query();
    AcceptFile accepted = accepted();
    List<Acceptance> acceptances = accepted.read();
    doing("reading the contracts");
    ExpectationSources sources = expectationSources();
    Expectations expectations = sources.readTables();
    expectations.remarks().forEach(getLog()::info);
    sources.warnings().forEach(getLog()::warn);
    ProjectSql sql = readSql();
    Before before = before(other);
    DriftRequest request =
        new DriftRequest(
            target(),
            query,
            hasIncludes(),
            expectations,
            sql,
            before,
            caseSensitive(),
            rules,
            accepted.shown(),
            acceptances,
            reporting.files(),
            lockFile(),
            reporting.files().directory().resolve(CANDIDATE));
    reported(compare(request), reporting);
  }

  private CheckOutcome compare(DriftRequest request) throws CannotCheckException {
    try (ProgressLine progress = progressLine()) {
      return new Drift(
              sessions(),
              catalogs(progress)::another,
              new SchemaDetailsReader(pageSize(), progress),
              new TableProbe(),
              requireNonNullElse(progress, ReadProgress.NONE),
              Clock.systemUTC())
          .run(request, connectionLog());
    }
  }

  /** The state before; that of a server is read later. */
  private Before before(Against other) throws CannotCheckException {
    doing("reading what to compare with");
    LockFile lock = lockFile();
    return switch (other.kind()) {
      case LOCK -> new Before.OfLock(lock);
      case SERVER -> new Before.OfServer(otherTarget(other.value()));
      case GIT -> {
        byte[] bytes = new GitFile(baseFolder().path(), lock.path()).read(other.value());
        String words = lock.shown() + " of " + other.value();
        yield new Before.OfGit(lock.read(bytes, lock.shown()), "the lock " + words);
      }
      case FILE ->
          other.isContract()
              ? new Before.OfContracts(
                  new Contracts(baseFolder()).read(List.of(other.value())).tables(),
                  "the contract " + other.value())
              : lockOf(new LockFile(baseFolder(), other.value()));
    };
  }

  private static Before lockOf(LockFile file) throws CannotCheckException {
    Lock lock = file.read();
    if (lock == null) {
      throw new CannotCheckException(
          "The lock "
              + NameEscaper.CONSOLE.of(file.shown())
              + " of against (-Dqs.against) does not exist.",
          "correct the path; it is relative to the project.");
    }
    return new Before.OfGit(lock, "the lock " + file.shown());
  }
}
