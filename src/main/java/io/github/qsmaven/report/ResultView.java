package io.github.qsmaven.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Change;
import io.github.qsmaven.model.Change.Impact;
import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.Sides;
import io.github.qsmaven.model.SqlUsage;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.Unchecked;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one view of a result, from which the console and all formats are written: the verdict, the
 * counts, the findings by outcome and by table, and what was not checked by reason.
 *
 * @param goal the goal that reports
 * @param server the server
 * @param structure the list of tables, and their columns as far as they were read
 * @param leftOut which fields of them are left out, in sentences; not escaped
 * @param acceptFile the file in which findings are accepted
 * @param coverage how much was checked
 * @param failOn which findings fail the build
 * @param findings all findings, table by table
 * @param open the findings that are not accepted, table by table
 * @param failing the findings that fail the build
 * @param tolerated the findings that are neither accepted nor fail the build, errors first
 * @param accepted the accepted findings
 * @param sql the project's own SQL; nothing if the goal does not read it
 * @param sides what is compared; null if the goal compares no two states
 */
public record ResultView(
    Goal goal,
    Server server,
    SchemaDetails structure,
    List<String> leftOut,
    String acceptFile,
    Coverage coverage,
    FailOn failOn,
    List<Finding> findings,
    List<Finding> open,
    List<Finding> failing,
    List<Finding> tolerated,
    List<Finding> accepted,
    SqlUsage sql,
    @Nullable Sides sides) {
  private static final int MOST_COMMANDS = 3;

  private static final SqlUsage NO_SQL = new SqlUsage(0, List.of(), Collections.emptySortedMap());

  /**
   * Computes the view.
   *
   * @param report the report of a goal
   */
  public ResultView(CheckReport report) {
    this(
        report.goal(),
        report.server(),
        report.structure(),
        report.structure().remarks(),
        report.acceptFile(),
        report.result().coverage(),
        report.result().failOn(),
        report.result().findings(),
        report.result().findings().stream()
            .filter(one -> one.acceptedBy() == null && !isRepeated(one, report))
            .toList(),
        report.result().failing(),
        report.result().tolerated().stream().filter(one -> !isRepeated(one, report)).toList(),
        report.result().accepted(),
        report.sql() == null ? NO_SQL : report.sql(),
        report.sides());
  }

  /** Whether a finding says no more than that its statement is among what was not checked. */
  private static boolean isRepeated(Finding finding, CheckReport report) {
    return finding.code() == FindingCode.SQL_NOT_CHECKED
        && finding.acceptedBy() == null
        && !report.result().failOn().includes(finding);
  }

  /** The findings, but for those that only repeat what was not checked. */
  public List<Finding> unrepeated() {
    return open.size() + accepted.size() == findings.size()
        ? findings
        : findings.stream()
            .filter(
                one ->
                    one.code() != FindingCode.SQL_NOT_CHECKED
                        || one.acceptedBy() != null
                        || fails(one))
            .toList();
  }

  /** Whether the result is about the statements of the project. */
  public boolean isOfSql() {
    return goal == Goal.CHECK_SQL;
  }

  /** Whether the result is about changes of the schema. */
  public boolean isOfDrift() {
    return goal == Goal.DRIFT;
  }

  /**
   * The commands by which the user accepts the changes that are not accepted; to be escaped. If
   * there are many, the one that accepts all.
   */
  public List<String> commands() {
    List<String> commands =
        open.stream()
            .map(Finding::change)
            .filter(Objects::nonNull)
            .map(Change::command)
            .filter(command -> !command.isEmpty())
            .distinct()
            .toList();
    return commands.size() <= MOST_COMMANDS ? commands : List.of("mvn qs:lock");
  }

  /** What readers have to know of the findings about statements, in sentences. */
  public List<String> sqlRemarks() {
    List<String> remarks = new ArrayList<>();
    if (open.stream().anyMatch(ResultView::isRefused)) {
      remarks.add(
          "The server reports only the first fault of a statement; run the check again after a"
              + " correction.");
    }
    if (open.stream().anyMatch(one -> one.sql() != null && one.sql().guessed())) {
      remarks.add(
          "The server sent no position where ~ stands before one; it was found by the name in the"
              + " server's message.");
    }
    return remarks;
  }

  /** Whether the server analyzed a statement and refuses it. */
  private static boolean isRefused(Finding finding) {
    return finding.sql() != null && finding.code().isAcceptable() && !isUnchecked(finding);
  }

  /** Whether nothing is known of a statement: the server, or the lock, has not shown it. */
  private static boolean isUnchecked(Finding finding) {
    return finding.code() == FindingCode.SQL_NOT_CHECKED
        || finding.code() == FindingCode.NOT_IN_LOCK;
  }

  /**
   * The findings of one table, or of one file of SQL.
   *
   * @param table the table, as the findings name it, or the file
   * @param findings at least one
   */
  public record TableFindings(String table, List<Finding> findings) {}

  /**
   * What was not checked for one reason.
   *
   * @param what which kind of expectation
   * @param key the key of the contract, if that is the kind; to be escaped
   * @param why the reason, to be escaped
   * @param all at least one
   */
  public record Reason(Unchecked.What what, @Nullable String key, String why, List<Unchecked> all) {
    /** How many there are: {@code 2 types}, {@code 12 quality}; to be escaped. */
    public String quantity() {
      return all.get(0).counted(all.size());
    }
  }

  /**
   * How often a key of the contract was not checked.
   *
   * @param key the key, to be escaped
   * @param count how often
   */
  public record KeyCount(String key, long count) {}

  /**
   * The findings that make expected tables count as missing, in the order in which the user wrote
   * the tables.
   */
  public List<Finding> missingTables() {
    Map<String, Finding> byTable = new HashMap<>();
    for (Finding finding : findings) {
      if (finding.severity() == Severity.ERROR) {
        byTable.putIfAbsent(finding.table(), finding);
      }
    }
    return coverage.expectedTables().stream()
        .map(table -> byTable.get(table.expected().text()))
        .filter(Objects::nonNull)
        .toList();
  }

  /** The list of tables. */
  public Catalog catalog() {
    return structure.catalog();
  }

  /** What the server does not report, and which fields are left out, in sentences; not escaped. */
  public List<String> remarks() {
    return Stream.concat(catalog().remarks().stream(), leftOut.stream()).toList();
  }

  /** Whether findings fail the build, or would if the goal did. */
  public boolean failed() {
    return !failing.isEmpty();
  }

  /** Whether a finding fails the build. */
  public boolean fails(Finding finding) {
    return failOn.includes(finding);
  }

  /** The number of errors that are not accepted. */
  public long errors() {
    return count(Severity.ERROR);
  }

  /** The number of warnings that are not accepted. */
  public long warnings() {
    return count(Severity.WARNING);
  }

  /** The number of notes that are not accepted. */
  public long notes() {
    return count(Severity.NOTE);
  }

  private long count(Severity severity) {
    return open.stream().filter(finding -> finding.severity() == severity).count();
  }

  /** The findings that are neither accepted nor fail the build nor are notes, errors first. */
  public List<Finding> warned() {
    return tolerated.stream().filter(finding -> finding.severity() != Severity.NOTE).toList();
  }

  /** The notes that are not accepted. */
  public List<Finding> noted() {
    return tolerated.stream().filter(finding -> finding.severity() == Severity.NOTE).toList();
  }

  /** The listed tables, then the tables that were read although they are not listed. */
  public List<Table> tables() {
    Map<TableName, Table> tables = new LinkedHashMap<>();
    catalog().tables().forEach(table -> tables.put(table.name(), table));
    for (TableDetails details : structure.relations().values()) {
      tables.putIfAbsent(details.table().name(), details.table());
    }
    return List.copyOf(tables.values());
  }

  /** The tables that an export describes, by name: of a list all, of a check those it read. */
  public List<Table> described() {
    return tables().stream()
        .filter(
            table -> goal == Goal.LIST_TABLES || structure.relations().containsKey(table.name()))
        .sorted(Comparator.comparing(Table::name, TableName.ORDER))
        .toList();
  }

  /** What was not checked, by reason: tables first. */
  public List<Reason> reasons() {
    record Key(Unchecked.What what, @Nullable String key, String why) {}
    Map<Key, List<Unchecked>> byReason =
        coverage.unchecked().stream()
            .collect(
                groupingBy(
                    one -> new Key(one.what(), one.key(), one.why()),
                    LinkedHashMap::new,
                    toList()));
    return byReason.entrySet().stream()
        .map(
            entry ->
                new Reason(
                    entry.getKey().what(),
                    entry.getKey().key(),
                    entry.getKey().why(),
                    entry.getValue()))
        .sorted((a, b) -> a.what().compareTo(b.what()))
        .toList();
  }

  /** The keys of the contract that were not checked, the most frequent first. */
  public List<KeyCount> uncheckedKeys() {
    Map<String, Long> counts = new TreeMap<>(CodePointOrder.INSTANCE);
    for (Unchecked one : coverage.unchecked()) {
      if (one.key() != null) {
        counts.merge(one.key(), 1L, Long::sum);
      }
    }
    return counts.entrySet().stream()
        .map(entry -> new KeyCount(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingLong(KeyCount::count).reversed())
        .toList();
  }

  /** The first elements of a list. */
  public static <E> List<E> first(int most, List<E> all) {
    return all.size() <= most ? all : all.subList(0, most);
  }

  /**
   * Groups findings by table, or by file of SQL.
   *
   * @param findings findings, table by table or file by file
   */
  public static List<TableFindings> byTable(List<Finding> findings) {
    List<TableFindings> groups = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= findings.size(); i++) {
      String table = findings.get(start).group();
      if (i == findings.size() || !findings.get(i).group().equals(table)) {
        groups.add(new TableFindings(table, findings.subList(start, i)));
        start = i;
      }
    }
    return groups;
  }

  /** How many findings of each code there are, in the order of the codes. */
  public static Map<FindingCode, Long> byCode(List<Finding> findings) {
    Map<FindingCode, Long> counts = new TreeMap<>();
    findings.forEach(finding -> counts.merge(finding.code(), 1L, Long::sum));
    return counts;
  }

  /** How the check ended. */
  public Verdict verdict() {
    if (failed()) {
      return Verdict.FAILED;
    } else if (coverage.tables() == 0) {
      return Verdict.NOTHING_EXPECTED;
    } else if (coverage.tablesChecked() == 0) {
      return Verdict.NOTHING_CHECKED;
    } else if (!coverage.unchecked().isEmpty()) {
      return Verdict.PARTLY_CHECKED;
    }
    return open.size() == notes() ? Verdict.PASSED : Verdict.PASSED_WITH_FINDINGS;
  }

  /** The verdict in a few words. */
  public String title() {
    return switch (verdict()) {
      case FAILED -> goal.failsBuild() ? Verdict.FAILED.title() : "Contract broken";
      case NOTHING_EXPECTED ->
          isOfSql()
              ? "No statements"
              : isOfDrift()
                  ? "Nothing compared"
                  : Verdict.NOTHING_EXPECTED.title()
                      + " "
                      + new Quantity(catalog().tables().size(), "table");
      default -> verdict().title();
    };
  }

  /** The verdict in a sentence: how much was checked, and what was found. */
  public String sentence() {
    if (coverage.tables() == 0 && findings.isEmpty()) {
      if (isOfSql()) {
        return "There is no statement to check.";
      }
      if (isOfDrift()) {
        return "There is no table to compare.";
      }
      return "No table is expected, so nothing was checked.";
    }
    String sum = checked() + ": " + found();
    if (failed()) {
      sum += "; " + failure();
    } else if (!open.isEmpty()) {
      sum += goal.failsBuild() ? "; none fails the build" : "; none breaks the contract";
    }
    if (isOfSql()
        && !coverage.unchecked().isEmpty()
        && failing.stream().noneMatch(one -> one.code() == FindingCode.SQL_NOT_CHECKED)) {
      sum += "; " + notChecked();
    }
    return sum + (verdict() == Verdict.NOTHING_CHECKED ? "; " + unknown() : ".");
  }

  /** How much was checked, such as {@code Checked 2 of 3 expected tables and 4 columns}. */
  public String checked() {
    if (isOfSql()) {
      return "Checked "
          + new Quantity(coverage.tables(), "statement")
          + " in "
          + new Quantity(sql.files(), "file");
    }
    if (isOfDrift()) {
      return coverage.tables() == 0
          ? "Compared nothing"
          : "Compared "
              + Quantity.of(coverage.tablesChecked(), coverage.tables(), "table")
              + " and "
              + Quantity.of(coverage.columnsChecked(), coverage.columns(), "column");
    }
    if (coverage.tables() == 0) {
      return "Read "
          + Quantity.of(structure.relations().size(), catalog().tables().size(), "table");
    }
    return "Checked "
        + Quantity.of(coverage.tablesChecked(), coverage.tables(), "expected table")
        + (coverage.columns() == 0
            ? ""
            : " and " + Quantity.of(coverage.columnsChecked(), coverage.columns(), "column"));
  }

  /** How many statements were not checked, such as {@code 3 were not checked}. */
  public String notChecked() {
    int count = coverage.unchecked().size();
    return count + (count == 1 ? " was" : " were") + " not checked";
  }

  /**
   * How many findings there are, such as {@code 2 errors, 1 warning} or {@code passed; 8 findings
   * accepted}. It starts with the number of errors if there are any.
   */
  public String found() {
    String accepting =
        accepted.isEmpty() ? "" : "; " + new Quantity(accepted.size(), "finding") + " accepted";
    if (open.isEmpty()) {
      return accepted.isEmpty() ? "no findings" : "passed" + accepting;
    }
    List<Quantity> counts =
        List.of(
            new Quantity(errors(), "error"),
            new Quantity(warnings(), "warning"),
            new Quantity(notes(), "note"));
    return counts.stream()
            .filter(count -> count.number() > 0 || (!isOfSql() && !count.noun().equals("note")))
            .map(Quantity::toString)
            .collect(joining(", "))
        + accepting;
  }

  /** What a passed check means in which no expected table could be checked. */
  public String unknown() {
    if (isOfSql()) {
      return "no statement could be checked, so it is unknown whether they fail.";
    }
    if (isOfDrift()) {
      return "no table could be compared.";
    }
    return "no expected table could be checked, so it is unknown whether the contracts are met.";
  }

  /** What failed, such as {@code 2 findings break the contract}. */
  public String failure() {
    if (isOfSql()) {
      return sqlFailure();
    }
    if (isOfDrift()) {
      return driftFailure();
    }
    if (goal == Goal.LIST_TABLES) {
      int missing = missingTables().size();
      return missing
          + " of "
          + new Quantity(coverage.expectedTables().size(), "expected table")
          + (missing == 1 ? " is missing" : " are missing");
    }
    int findings = failing.size();
    return new Quantity(findings, "finding")
        + (findings == 1 ? " breaks" : " break")
        + " the contract";
  }

  /** Such as {@code 2 changes break this project, 1 change breaks others}. */
  private String driftFailure() {
    List<String> parts = new ArrayList<>();
    addChanges(parts, Impact.BREAKING_HERE, " this project");
    addChanges(parts, Impact.BREAKING_ELSEWHERE, " others");
    long rest =
        failing.stream()
            .filter(one -> one.change() == null || one.change().impact() == Impact.SAFE)
            .count();
    if (rest > 0) {
      String noun = parts.isEmpty() ? "finding" : "other finding";
      parts.add(new Quantity(rest, noun) + (rest == 1 ? " fails" : " fail") + " the build");
    }
    return String.join(", ", parts);
  }

  private void addChanges(List<String> parts, Impact impact, String whom) {
    long count =
        failing.stream()
            .filter(one -> one.change() != null && one.change().impact() == impact)
            .count();
    if (count > 0) {
      parts.add(new Quantity(count, "change") + (count == 1 ? " breaks" : " break") + whom);
    }
  }

  /** Such as {@code 2 of 41 statements fail, 1 was not checked}. */
  private String sqlFailure() {
    List<String> objects =
        failing.stream().filter(ResultView::isRefused).map(Finding::object).toList();
    long refused = objects.stream().distinct().count();
    long unchecked = failing.stream().filter(ResultView::isUnchecked).count();
    long others = failing.size() - objects.size() - unchecked;
    String all = " of " + new Quantity(coverage.tables(), "statement");
    List<String> parts = new ArrayList<>();
    if (refused > 0) {
      parts.add(refused + all + (refused == 1 ? " fails" : " fail"));
    }
    if (unchecked > 0) {
      String counted = unchecked + (refused > 0 ? "" : all);
      parts.add(counted + (unchecked == 1 ? " was not checked" : " were not checked"));
    }
    if (others > 0) {
      String noun = parts.isEmpty() ? "finding" : "other finding";
      parts.add(new Quantity(others, noun) + (others == 1 ? " fails" : " fail") + " the build");
    }
    return String.join(", ", parts);
  }
}
