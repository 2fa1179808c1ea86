package io.github.qsmaven.report.html;

import static java.util.stream.Collectors.toSet;

import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.Unchecked;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The verdict of a page in the words of its readers: {@code 6 tables and 21 columns checked; all
 * match.}
 *
 * @param view the result
 */
record PageVerdict(ResultView view) {
  String sentence() {
    if (coverage().tables() == 0) {
      return view.sentence();
    }
    List<String> parts = new ArrayList<>();
    if (!view.failed()) {
      parts.add(checked());
    }
    parts.add(outcome());
    if (!view.accepted().isEmpty() && !(parts.size() > 1 && view.open().isEmpty())) {
      parts.add(new Quantity(view.accepted().size(), "finding") + " accepted");
    }
    if (!coverage().unchecked().isEmpty()
        && view.failing().stream().noneMatch(one -> one.code() == FindingCode.SQL_NOT_CHECKED)) {
      parts.add(unchecked() + " not checked");
    }
    if (view.verdict() == Verdict.NOTHING_CHECKED) {
      return checked() + "; " + view.unknown();
    }
    return String.join("; ", parts) + ".";
  }

  private Coverage coverage() {
    return view.coverage();
  }

  /** How much was not checked, such as {@code 2 statements}. */
  String unchecked() {
    List<Unchecked> all = coverage().unchecked();
    Unchecked.What first = all.get(0).what();
    boolean named = first == Unchecked.What.TABLE || first == Unchecked.What.STATEMENT;
    return named && all.stream().allMatch(one -> one.what() == first)
        ? first.counted(all.size())
        : new Quantity(all.size(), view.isOfDrift() ? "comparison" : "expectation").toString();
  }

  private String checked() {
    if (view.isOfSql()) {
      return new Quantity(coverage().tables(), "statement")
          + " in "
          + new Quantity(view.sql().files(), "file")
          + " checked";
    }
    return Quantity.of(coverage().tablesChecked(), coverage().tables(), "table")
        + (coverage().columns() == 0
            ? ""
            : " and " + Quantity.of(coverage().columnsChecked(), coverage().columns(), "column"))
        + (view.isOfDrift() ? " compared" : " checked");
  }

  private String outcome() {
    if (view.open().isEmpty()) {
      int accepted = view.accepted().size();
      String except =
          accepted == 0 ? "" : " except for " + new Quantity(accepted, "accepted finding");
      String match = view.goal() == Goal.LIST_TABLES ? "all exist" : "all match";
      return (view.isOfSql()
              ? "no faults"
              : view.isOfDrift()
                  ? "no changes"
                  : coverage().unchecked().isEmpty() ? match : "no differences")
          + except;
    }
    if (view.isOfSql() || view.isOfDrift() || view.goal() == Goal.LIST_TABLES) {
      return view.failed() ? view.failure() : counts() + tolerance();
    }
    return counts() + (view.failed() ? "" : tolerance());
  }

  private String tolerance() {
    return view.goal().failsBuild() ? ", none fails the build" : ", none breaks the contract";
  }

  /** How many findings there are: {@code 8 errors in 6 of 7 tables, 1 warning}. */
  private String counts() {
    List<String> counts = new ArrayList<>();
    for (Severity severity : Severity.values()) {
      List<Finding> found = view.open().stream().filter(one -> one.severity() == severity).toList();
      if (!found.isEmpty()) {
        String in = counts.isEmpty() ? tables(found) : "";
        counts.add(new Quantity(found.size(), severity.word()) + in);
      }
    }
    return String.join(", ", counts);
  }

  private String tables(List<Finding> findings) {
    Set<String> found =
        findings.stream()
            .filter(one -> one.code().isAcceptable() && one.code() != FindingCode.OTHER_DATABASE)
            .map(Finding::table)
            .collect(toSet());
    Set<String> expected =
        Stream.concat(
                coverage().checked().stream().map(Checked::table),
                coverage().unchecked().stream().map(Unchecked::table))
            .collect(toSet());
    return found.isEmpty()
        ? ""
        : " in "
            + (expected.containsAll(found)
                ? Quantity.of(found.size(), Math.max(found.size(), coverage().tables()), "table")
                : new Quantity(found.size(), "table"));
  }
}
