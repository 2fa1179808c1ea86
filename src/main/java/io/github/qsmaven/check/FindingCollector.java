package io.github.qsmaven.check;

import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.SqlStatement;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.TableStatus;
import io.github.qsmaven.model.Unchecked;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects the findings of a check, and how much was checked. */
final class FindingCollector {
  private static final Comparator<String> BY_CODE_POINT = CodePointOrder.INSTANCE;
  private static final Comparator<@Nullable String> BY_COLUMN =
      Comparator.nullsFirst(BY_CODE_POINT);
  private static final Comparator<@Nullable SourcePosition> BY_POSITION =
      Comparator.nullsLast(Comparator.naturalOrder());

  private final CheckRules rules;
  private final Comparator<String> tableOrder;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Unchecked> unchecked = new ArrayList<>();
  private final List<Checked> checked = new ArrayList<>();
  private int tables;
  private int columns;

  /**
   * @param rules the severities
   * @param tableOrder the order of the names of tables
   */
  FindingCollector(CheckRules rules, Comparator<String> tableOrder) {
    this.rules = rules;
    this.tableOrder = tableOrder;
  }

  CheckRules rules() {
    return rules;
  }

  /** Adds a finding, unless its code is switched off. */
  void report(FindingCode code, Checked subject, String expected, String actual) {
    report(code, subject, expected, actual, "", List.of());
  }

  /**
   * Adds a finding, unless its code is switched off.
   *
   * @param code the kind of finding
   * @param subject the table or column
   * @param expected what the contract expects
   * @param actual what the server has
   * @param why the reason; empty for none
   * @param suggestions names that the user may have meant
   */
  void report(
      FindingCode code,
      Checked subject,
      String expected,
      String actual,
      String why,
      List<Suggestion> suggestions) {
    Severity severity = rules.severity(code);
    if (severity != Severity.OFF) {
      findings.add(
          new Finding(
              code,
              severity,
              subject.table(),
              subject.column(),
              subject.at(),
              expected,
              actual,
              why,
              suggestions,
              null));
    }
  }

  /** Adds a finding on a statement, unless its code is switched off. */
  void report(Finding finding) {
    if (finding.severity() != Severity.OFF) {
      findings.add(finding);
    }
  }

  /** Counts a statement. */
  void expect(SqlStatement statement, @Nullable Unchecked why) {
    tables++;
    if (why == null) {
      checked.add(Checked.of(statement));
    } else {
      unchecked.add(why);
    }
  }

  void leaveUnchecked(Unchecked.What what, Checked subject, String why) {
    unchecked.add(new Unchecked(what, subject.table(), subject.column(), why));
  }

  /**
   * Lists a key of the contract as not checked.
   *
   * @param key the key, as the user wrote it
   * @param subject the table or column
   * @param why the reason
   */
  void leaveUnchecked(String key, Checked subject, String why) {
    unchecked.add(new Unchecked(Unchecked.What.KEY, subject.table(), subject.column(), why, key));
  }

  /** Counts an expected table with its expected columns and fields. */
  void expect(List<ExpectedColumn> expected) {
    tables++;
    columns += ExpectedColumn.count(expected);
  }

  /** Lists what was not checked. */
  void leaveUnchecked(Unchecked one) {
    unchecked.add(one);
  }

  /** Counts tables and columns. */
  void count(int moreTables, int moreColumns) {
    tables += moreTables;
    columns += moreColumns;
  }

  void checked(Checked subject) {
    checked.add(subject);
  }

  /** Table by table, as in the contract; findings about acceptances come last. */
  List<Finding> findings() {
    return sorted(
        findings,
        () ->
            Comparator.comparing((Finding finding) -> !finding.code().isAcceptable())
                .thenComparing(Finding::group, tableOrder)
                .thenComparing(Finding::at, BY_POSITION)
                .thenComparing(Finding::object, BY_CODE_POINT)
                .thenComparing(Finding::code)
                .thenComparing(Finding::expected, BY_CODE_POINT));
  }

  /** The order is not made for no element: of a list of tables, nothing may be expected. */
  private static <T> List<T> sorted(List<T> all, Supplier<Comparator<T>> order) {
    return all.isEmpty() ? List.of() : all.stream().sorted(order.get()).toList();
  }

  /** By hand: a contract may name 300,000 columns, most of them in this order already. */
  private int compare(Checked a, Checked b) {
    int byTable = a.table().equals(b.table()) ? 0 : tableOrder.compare(a.table(), b.table());
    // Two contracts may expect the same column, so the position comes before the column.
    int byPosition = byTable == 0 ? BY_POSITION.compare(a.at(), b.at()) : byTable;
    return byPosition == 0 ? BY_COLUMN.compare(a.column(), b.column()) : byPosition;
  }

  /**
   * How much was checked.
   *
   * @param expectedTables what was found of each expected table
   */
  Coverage coverage(List<TableStatus> expectedTables) {
    checked.sort(this::compare);
    return new Coverage(
        tables,
        columns,
        checked,
        sorted(
            unchecked,
            () ->
                Comparator.comparing(Unchecked::table, tableOrder)
                    .thenComparing(Unchecked::column, BY_COLUMN)
                    .thenComparing(Unchecked::what)
                    .thenComparing(Unchecked::key, Comparator.nullsFirst(BY_CODE_POINT))
                    .thenComparing(Unchecked::why, BY_CODE_POINT)),
        expectedTables);
  }
}
