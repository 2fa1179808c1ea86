package io.github.qsmaven.check;

import static java.util.stream.Collectors.joining;

import io.github.qsmaven.check.CaseIndex.Match;
import io.github.qsmaven.check.TableIndex.Entry;
import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedKey;
import io.github.qsmaven.model.ExpectedReference;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.ForeignKey;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares the keys of one table with what contracts expect: primary key, unique, references. */
final class KeyCheck {
  private final FindingCollector collector;
  private final TableDetails details;
  private final CaseRule rule;
  private final ColumnScope columns;
  private final TableIndex targets;
  private final Map<TableName, TableDetails> relations;
  private final boolean keysKnown;

  /**
   * @param collector collects the results
   * @param details the table
   * @param columns its columns
   * @param rule how the case of names counts
   * @param targets the referenced tables
   * @param relations the tables whose columns are known
   * @param keysKnown whether the server reports all keys
   */
  KeyCheck(
      FindingCollector collector,
      TableDetails details,
      ColumnScope columns,
      CaseRule rule,
      TableIndex targets,
      Map<TableName, TableDetails> relations,
      boolean keysKnown) {
    this.collector = collector;
    this.details = details;
    this.rule = rule;
    this.columns = columns;
    this.targets = targets;
    this.relations = relations;
    this.keysKnown = keysKnown && details.keysReported();
  }

  /** Whether a contract expects any key of a table. */
  static boolean isNeeded(ExpectedTable expected) {
    return expected.rules().primaryKey() != null
        || !expected.rules().references().isEmpty()
        || expected.columns().stream().anyMatch(column -> column.rules().unique());
  }

  /** Compares the keys that one contract expects. */
  void check(ExpectedTable expected) {
    ExpectedKey primaryKey = expected.rules().primaryKey();
    if (primaryKey != null) {
      checkPrimaryKey(primaryKey);
    }
    for (ExpectedColumn column : expected.columns()) {
      if (column.rules().unique()) {
        checkUnique(column);
      }
    }
    expected.rules().references().forEach(this::checkReference);
  }

  private Checked subject(@Nullable String column, SourcePosition at) {
    return new Checked(details.table().listedName(), column, at);
  }

  private void checkPrimaryKey(ExpectedKey expected) {
    Checked subject = subject(null, expected.at());
    List<String> wanted = resolve("primaryKey", expected.columns(), subject);
    List<String> there = details.primaryKey();
    if (wanted.isEmpty() || wanted.equals(there)) {
      return;
    }
    boolean sameColumns =
        wanted.size() == there.size() && new HashSet<>(wanted).equals(new HashSet<>(there));
    if (!sameColumns || expected.ordered()) {
      report(
          "primaryKey",
          FindingCode.WRONG_PRIMARY_KEY,
          subject,
          "primary key " + list(wanted),
          there.isEmpty() ? "no primary key" : "primary key " + list(there),
          sameColumns ? "the order differs" : "");
    }
  }

  private void checkUnique(ExpectedColumn expected) {
    Checked subject = subject(expected.name(), expected.at());
    List<String> wanted = resolve("unique", List.of(expected.name()), subject);
    if (wanted.isEmpty()
        || wanted.equals(details.primaryKey())
        || details.uniqueKeys().contains(wanted)) {
      return;
    }
    String wider =
        details.uniqueKeys().stream()
            .filter(key -> key.containsAll(wanted))
            .findFirst()
            .or(() -> Optional.of(details.primaryKey()).filter(key -> key.containsAll(wanted)))
            .map(key -> "it is unique only together: " + list(key))
            .orElse("");
    report(
        "unique",
        FindingCode.NOT_UNIQUE,
        subject(wanted.get(0), expected.at()),
        "a unique column",
        "no unique key on it alone",
        wider);
  }

  private void checkReference(ExpectedReference expected) {
    String column = expected.columns().size() == 1 ? expected.columns().get(0) : null;
    Checked subject = subject(column, expected.at());
    List<String> wanted = resolve("relationships", expected.columns(), subject);
    if (wanted.isEmpty()
        || details.foreignKeys().stream().anyMatch(key -> isMet(expected, wanted, key))) {
      return;
    }
    String there =
        details.foreignKeys().stream()
            .filter(key -> new HashSet<>(key.columns()).equals(new HashSet<>(wanted)))
            .map(key -> foreignKey(key.columns(), key.references().qualified(), key))
            .collect(joining(", "));
    report(
        "relationships",
        FindingCode.MISSING_REFERENCE,
        subject(column == null ? null : wanted.get(0), expected.at()),
        "a foreign key"
            + (column == null ? " on " + list(wanted) : "")
            + " to "
            + expected.table().text()
            + " "
            + list(expected.referencedColumns()),
        there.isEmpty() ? "no foreign key on " + (column == null ? "them" : "it") : there,
        "");
  }

  /** A key that is not reported is missing only where the server reports all keys. */
  private void report(
      String key, FindingCode code, Checked subject, String expected, String actual, String why) {
    String whyUnknown = whyUnknown(code);
    if (whyUnknown.isEmpty()) {
      collector.report(code, subject, expected, actual, why, List.of());
    } else {
      collector.leaveUnchecked(key, subject, whyUnknown);
    }
  }

  /** A materialized view can have a unique index, but no other key; other views have no keys. */
  private String whyUnknown(FindingCode code) {
    TableType type = details.table().type();
    if (!keysKnown) {
      return "the server does not report keys";
    } else if (type == TableType.MATERIALIZED_VIEW) {
      return code == FindingCode.NOT_UNIQUE ? "" : "a materialized view has no such keys";
    }
    return type == TableType.TABLE ? "" : "a " + type.word() + " has no keys";
  }

  private static String foreignKey(List<String> columns, String table, ForeignKey key) {
    return "a foreign key"
        + (columns.size() == 1 ? "" : " on " + list(columns))
        + " to "
        + table
        + " "
        + list(key.referencedColumns());
  }

  private boolean isMet(ExpectedReference expected, List<String> columns, ForeignKey key) {
    if (columns.size() != key.columns().size() || !isTarget(expected.table(), key.references())) {
      return false;
    }
    for (int i = 0; i < columns.size(); i++) {
      int place = key.columns().indexOf(columns.get(i));
      if (place < 0
          || !isColumn(
              expected.referencedColumns().get(i),
              key.references(),
              key.referencedColumns().get(place))) {
        return false;
      }
    }
    return new HashSet<>(columns).size() == columns.size();
  }

  private boolean isTarget(TableReference expected, TableName actual) {
    Match<Entry> match = targets.lookUp(expected);
    if (match.found().size() == 1 && !match.differsInCase()) {
      return match.found().get(0).name().equals(actual);
    }
    // A filter may leave out the referenced table, or its schema may not be searched.
    return isSpelled(expected.text(), actual.qualified())
        || isSpelled(expected.text(), actual.name());
  }

  /** A column in another case is not meant if the table has one in the expected case. */
  private boolean isColumn(String expected, TableName table, String actual) {
    TableDetails known = relations.get(table);
    return expected.equals(actual)
        || (isSpelled(expected, actual)
            && (known == null
                || known.columns().stream().map(Column::name).noneMatch(expected::equals)));
  }

  private boolean isSpelled(String expected, String actual) {
    return rule.spellings(expected).contains(actual)
        || (rule == CaseRule.ANY && CaseRule.fold(expected).equals(CaseRule.fold(actual)));
  }

  /**
   * The names of columns as the server spells them. If they are not known, the expectation is
   * listed as not checked: another finding reports a column that is missing or ambiguous.
   */
  private List<String> resolve(String key, List<String> names, Checked subject) {
    List<String> resolved = new ArrayList<>(names.size());
    for (String name : names) {
      List<Column> found = columns.lookUp(name, Set.of()).found();
      if (found.size() != 1) {
        collector.leaveUnchecked(key, subject, "there is not exactly one column " + name);
        return List.of();
      }
      resolved.add(found.get(0).name());
    }
    return resolved;
  }

  private static String list(List<String> columns) {
    return columns.stream().collect(joining(", ", "(", ")"));
  }
}
