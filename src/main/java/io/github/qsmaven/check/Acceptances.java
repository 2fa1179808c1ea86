package io.github.qsmaven.check;

import static java.util.stream.Collectors.groupingBy;

import io.github.qsmaven.model.Acceptance;
import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Marks the findings that the user accepts. An acceptance that has expired accepts nothing and is
 * reported, as is an acceptance that matches no finding, unless a filter may exclude its object.
 */
final class Acceptances {
  private final Map<FindingCode, List<Acceptance>> byCode;
  private final List<Acceptance> all;
  private final LocalDate today;

  Acceptances(List<Acceptance> all, LocalDate today) {
    this.all = all;
    this.today = today;
    this.byCode = all.stream().collect(groupingBy(Acceptance::code));
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
        if (acceptance.matches(finding.code(), finding.object())) {
          used.add(acceptance);
          if (result.acceptedBy() == null && acceptance.isValidOn(today)) {
            result = finding.accepted(acceptance);
          }
        }
      }
      marked.add(result);
    }
    FindingCollector ofAcceptances =
        new FindingCollector(collector.rules(), CodePointOrder.INSTANCE);
    for (Acceptance acceptance : all) {
      boolean unused = !used.contains(acceptance) && !filteredOut.mayContain(acceptance.object());
      Checked subject = new Checked(acceptance.object().pattern(), null, acceptance.at());
      if (!acceptance.isValidOn(today)) {
        ofAcceptances.report(
            FindingCode.EXPIRED_ACCEPTANCE,
            subject,
            "a date that has not passed",
            String.valueOf(acceptance.until()),
            unused ? "it matches no finding any more" : "",
            List.of());
      } else if (unused) {
        FindingCode code = acceptance.code();
        ofAcceptances.report(
            FindingCode.UNUSED_ACCEPTANCE,
            subject,
            "a finding to accept",
            "no " + code.code() + " (" + code.title() + ")");
      }
    }
    marked.addAll(ofAcceptances.findings());
    return marked;
  }
}
