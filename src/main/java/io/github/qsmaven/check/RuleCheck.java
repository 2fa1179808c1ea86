package io.github.qsmaven.check;

import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.ColumnRules;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ContractKey;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.types.TypeLimits;
import java.util.List;

/**
 * Checks what a contract says of a table or a column besides its type: proves the options of its
 * type where it can, reports what is deprecated, and lists everything else as not checked.
 *
 * @param collector collects the results
 */
record RuleCheck(FindingCollector collector) {
  /** Checks a table that exists. */
  void check(ExpectedTable expected, Checked subject) {
    reportDeprecated(expected.rules().deprecated(), "table", subject);
    leaveUnchecked(expected.rules().unchecked(), subject);
  }

  /**
   * Checks a column that exists.
   *
   * @param rules what the contract says of it
   * @param actual its type
   * @param subject the column
   */
  void check(ColumnRules rules, ColumnType actual, Checked subject) {
    reportDeprecated(rules.deprecated(), "column", subject);
    leaveUnchecked(rules.unchecked(), subject);
    if (!rules.options().isEmpty()) {
      // The type of a domain names no limits; those of its base type would be known here.
      TypeLimits limits = new TypeLimits(actual);
      rules
          .options()
          .forEach(
              (option, value) ->
                  limits
                      .doubt(option, value)
                      .ifPresent(why -> collector.leaveUnchecked(option, subject, why)));
    }
  }

  private void reportDeprecated(boolean deprecated, String what, Checked subject) {
    if (deprecated) {
      collector.report(
          FindingCode.DEPRECATED, subject, "a deprecated " + what, "that it is still there");
    }
  }

  private void leaveUnchecked(List<ContractKey> keys, Checked subject) {
    for (ContractKey key : keys) {
      collector.leaveUnchecked(key.name(), subject, key.why());
    }
  }
}
