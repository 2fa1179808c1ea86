package io.github.qsmaven.check;

import io.github.qsmaven.check.FindingCollector.Difference;
import io.github.qsmaven.check.FindingCollector.Subject;
import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Marks the findings that the user accepts. An acceptance that has expired accepts nothing and is
 * reported. So is one that matches no finding, unless a filter may exclude its object.
 */
final class Acceptances {
  private final Map<FindingCode, List<Acceptance>> byCode = new EnumMap<>(FindingCode.class);
  private final List<Acceptance> all;
  private final LocalDate today;

  Acceptances(List<Acceptance> all, LocalDate today) {
    this.all = all;
    this.today = today;
    for (Acceptance acceptance : all) {
      byCode.computeIfAbsent(acceptance.code(), code -> new ArrayList<>()).add(acceptance);
    }
  }

  /**
   * Marks accepted findings, and reports acceptances that have no effect.
   *
   * @param collector the findings
   * @param filteredOut the tables that a filter excludes
   * @return all findings
   */
  List<Finding> applyTo(FindingCollector collector, FilteredOut filteredOut) {
    Set<Acceptance> used = new HashSet<>();
    List<Finding> marked = new ArrayList<>();
    for (Finding finding : collector.findings()) {
      Finding result = finding;
      for (Acceptance acceptance : byCode.getOrDefault(finding.code(), List.of())) {
        if (acceptance.isAbout(finding)) {
          used.add(acceptance);
          if (result.acceptedBy() == null && acceptance.countsOn(today)) {
            result = finding.accepted(acceptance);
          }
        }
      }
      marked.add(result);
    }
    FindingCollector ofAcceptances = new FindingCollector(collector.rules());
    for (Acceptance acceptance : all) {
      boolean unused = !used.contains(acceptance) && !filteredOut.mayHold(acceptance.object());
      report(acceptance, unused, ofAcceptances);
    }
    marked.addAll(ofAcceptances.findings());
    return marked;
  }

  private void report(Acceptance acceptance, boolean unused, FindingCollector collector) {
    boolean expired = !acceptance.countsOn(today);
    if (expired || unused) {
      collector.report(
          expired ? FindingCode.EXPIRED_ACCEPTANCE : FindingCode.UNUSED_ACCEPTANCE,
          new Subject(acceptance.object().pattern(), null, acceptance.at()),
          new Difference(
              expired ? "a day that is not over" : "a finding to accept",
              expired
                  ? String.valueOf(acceptance.until())
                  : "no " + acceptance.code().code() + " (" + acceptance.code().title() + ")",
              expired && unused ? "it matches no finding any more" : ""));
    }
  }
}
