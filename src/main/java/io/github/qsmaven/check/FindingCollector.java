package io.github.qsmaven.check;

import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Unchecked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what a check finds, and how much it looked at. */
final class FindingCollector {
  private static final Comparator<String> BY_CODE_POINT = CodePointOrder.INSTANCE;

  private static final Comparator<SourcePosition> BY_PLACE =
      Comparator.comparing(SourcePosition::file, BY_CODE_POINT)
          .thenComparingInt(SourcePosition::line)
          .thenComparingInt(SourcePosition::column);

  /** Table by table, as in the contract; what no contract demands comes last. */
  private static final Comparator<Finding> BY_TABLE =
      Comparator.comparing((Finding finding) -> !finding.code().isAcceptable())
          .thenComparing(Finding::table, BY_CODE_POINT)
          .thenComparing(Finding::at, Comparator.nullsLast(BY_PLACE))
          .thenComparing(Finding::object, BY_CODE_POINT)
          .thenComparing(Finding::code)
          .thenComparing(Finding::expected, BY_CODE_POINT);

  /** Two contracts may demand the same, so by place before the column. */
  private static final Comparator<Checked> CHECKED_BY_TABLE =
      Comparator.comparing(Checked::table, BY_CODE_POINT)
          .thenComparing(Checked::at, Comparator.nullsLast(BY_PLACE))
          .thenComparing(Checked::column, Comparator.nullsFirst(BY_CODE_POINT));

  private static final Comparator<Unchecked> UNCHECKED_BY_TABLE =
      Comparator.comparing(Unchecked::table, BY_CODE_POINT)
          .thenComparing(Unchecked::column, Comparator.nullsFirst(BY_CODE_POINT))
          .thenComparing(Unchecked::what)
          .thenComparing(Unchecked::why, BY_CODE_POINT);

  private final CheckRules rules;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Unchecked> unchecked = new ArrayList<>();
  private final List<Checked> checked = new ArrayList<>();
  private int tables;
  private int columns;

  FindingCollector(CheckRules rules) {
    this.rules = rules;
  }

  CheckRules rules() {
    return rules;
  }

  /** Adds a finding, unless it is switched off. */
  void find(
      FindingCode code,
      String table,
      @Nullable String column,
      @Nullable SourcePosition at,
      String expected,
      String actual,
      String why,
      List<Suggestion> suggestions) {
    Severity severity = rules.severity(code);
    if (severity != Severity.OFF) {
      findings.add(
          new Finding(code, severity, table, column, at, expected, actual, why, suggestions, null));
    }
  }

  void leaveUnchecked(Unchecked.What what, String table, @Nullable String column, String why) {
    unchecked.add(new Unchecked(what, table, column, why));
  }

  /** Counts a demanded table with all that is demanded in it. */
  void demand(List<ExpectedColumn> expected) {
    tables++;
    columns += count(expected);
  }

  private static int count(List<ExpectedColumn> expected) {
    int count = expected.size();
    for (ExpectedColumn column : expected) {
      count += count(column.fields());
      for (ExpectedColumn items = column.items(); items != null; items = items.items()) {
        count += count(items.fields());
      }
    }
    return count;
  }

  void checked(String table, @Nullable String column, SourcePosition at) {
    checked.add(new Checked(table, column, at));
  }

  List<Finding> findings() {
    return findings.stream().sorted(BY_TABLE).toList();
  }

  Coverage coverage() {
    return new Coverage(
        tables,
        columns,
        checked.stream().sorted(CHECKED_BY_TABLE).toList(),
        unchecked.stream().sorted(UNCHECKED_BY_TABLE).toList(),
        List.of());
  }
}
