package io.github.qsmaven.maven;

import io.github.qsmaven.app.CheckOutcome;
import io.github.qsmaven.app.CheckRequest.Scope;
import io.github.qsmaven.app.Expectations;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Goal;
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
  Goal goal() {
    return Goal.CHECK;
  }

  @Override
  void run(Reporting reporting) throws CannotCheckException, MojoFailureException {
    Expectations expectations = expectationSources().read();
    CheckOutcome outcome = check(expectations, Scope.EXPECTED_COLUMNS, reporting.files());
    reporting.result(outcome.report(), outcome.files(), outcome.duration());
  }
}
