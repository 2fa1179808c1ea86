package io.github.qsmaven.maven;

import io.github.qsmaven.app.CheckOutcome;
import io.github.qsmaven.app.CheckRequest.Scope;
import io.github.qsmaven.app.Expectations;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.CheckSummary;
import io.github.qsmaven.report.CheckWriters;
import io.github.qsmaven.report.ReportFiles;
import java.nio.file.Path;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Validates the tables of Adobe Experience Platform Query Service, or of any PostgreSQL, against
 * data contracts: the tables, their columns, and the types and nullability of these. Reports every
 * difference, and fails the build.
 *
 * @since 1.0.0
 */
@Mojo(
    name = "check",
    defaultPhase = LifecyclePhase.VERIFY,
    requiresProject = false,
    threadSafe = true)
public final class CheckMojo extends AbstractContractMojo {
  @Inject
  CheckMojo(ServerEntries serverEntries, BuildSessions buildSessions) {
    super(serverEntries, buildSessions);
  }

  @Override
  void run() throws CannotCheckException, MojoFailureException {
    ReportFiles<CheckReport> files = reportFiles(new CheckWriters(sources()));
    Expectations expectations = expectationSources().read();
    report(check(Goal.CHECK, expectations, Scope.EXPECTED_COLUMNS, files));
  }

  private void report(CheckOutcome outcome) throws CannotCheckException, MojoFailureException {
    List<Path> files = outcome.files().stream().map(reportFolder()::shown).toList();
    CheckSummary summary = new CheckSummary(outcome.report(), files, new MavenConsole().colors());
    summary.lines(outcome.duration()).forEach(getLog()::info);
    summary.warnings().forEach(getLog()::warn);
    if (runsOnCi()) {
      new CiBuild(this).tell(new CheckWriters(sources()), outcome.report(), outcome.files());
    }
    if (outcome.report().result().failed()) {
      getLog().error(summary.headline());
      throw new MojoFailureException(summary.failureMessage());
    }
  }
}
