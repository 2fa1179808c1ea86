package io.github.qsmaven.check;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.Severity;
import java.time.LocalDate;
import java.util.List;

/**
 * What a comparison with the lock finds if there is none: a warning, unless the user gave it
 * another severity, so that the first build does not fail.
 *
 * @param rules the severities of findings, and which of them fail the build
 * @param acceptances the accepted findings, of any goal
 * @param today the day, for acceptances
 */
public record MissingLock(CheckRules rules, List<Acceptance> acceptances, LocalDate today) {
  /** Copies the list. */
  public MissingLock {
    acceptances = List.copyOf(acceptances);
  }

  /**
   * Makes the result.
   *
   * @param lock the path of the lock, as users know it
   * @param candidate the path of what the lock would be
   * @param command the command that writes the lock
   * @param catalog the list of tables
   */
  public CheckResult result(String lock, String candidate, String command, Catalog catalog) {
    FindingCollector collector = new FindingCollector(rules, CodePointOrder.INSTANCE);
    collector.report(
        new Finding(
            FindingCode.NOT_IN_LOCK,
            rules.severities().getOrDefault(FindingCode.NOT_IN_LOCK, Severity.WARNING),
            lock,
            null,
            null,
            "a lock",
            "no such file",
            "run " + command + " and commit the lock; what it would be is in " + candidate,
            List.of(),
            null));
    List<Acceptance> ofLock =
        acceptances.stream().filter(one -> one.code() == FindingCode.NOT_IN_LOCK).toList();
    return new CheckResult(
        new Acceptances(ofLock, today).applyTo(collector, new FilteredOut(catalog, NameFilter.ALL)),
        collector.coverage(List.of()),
        rules.failOn());
  }
}
