package io.github.qsmaven.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.github.qsmaven.model.Catalog;
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
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.Unchecked;
import java.util.ArrayList;
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
    List<Finding> accepted) {
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
        report.result().findings().stream().filter(one -> one.acceptedBy() == null).toList(),
        report.result().failing(),
        report.result().tolerated(),
        report.result().accepted());
  }

  /**
   * The findings of one table.
   *
   * @param table the table, as the findings name it
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
   * Groups findings by table.
   *
   * @param findings findings, table by table
   */
  public static List<TableFindings> byTable(List<Finding> findings) {
    List<TableFindings> groups = new ArrayList<>();
    int start = 0;
    for (int i = 1; i <= findings.size(); i++) {
      String table = findings.get(start).table();
      if (i == findings.size() || !findings.get(i).table().equals(table)) {
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
          Verdict.NOTHING_EXPECTED.title() + " " + new Quantity(catalog().tables().size(), "table");
      default -> verdict().title();
    };
  }

  /** The verdict in a sentence: how much was checked, and what was found. */
  public String sentence() {
    if (coverage.tables() == 0 && findings.isEmpty()) {
      return "No table is expected, so nothing was checked.";
    }
    String sum = checked() + ": " + found();
    if (failed()) {
      sum += "; " + failure();
    } else if (!open.isEmpty()) {
      sum += goal.failsBuild() ? "; none fails the build" : "; none breaks the contract";
    }
    return sum + (verdict() == Verdict.NOTHING_CHECKED ? "; " + unknown() : ".");
  }

  /** How much was checked, such as {@code Checked 2 of 3 expected tables and 4 columns}. */
  public String checked() {
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

  /**
   * How many findings there are, such as {@code 2 errors, 1 warning} or {@code passed; 8 findings
   * accepted}. It starts with the number of errors if a finding is not accepted.
   */
  public String found() {
    String accepting =
        accepted.isEmpty() ? "" : "; " + new Quantity(accepted.size(), "finding") + " accepted";
    if (open.isEmpty()) {
      return accepted.isEmpty() ? "no findings" : "passed" + accepting;
    }
    return new Quantity(errors(), "error")
        + ", "
        + new Quantity(warnings(), "warning")
        + (notes() == 0 ? "" : ", " + new Quantity(notes(), "note"))
        + accepting;
  }

  /** What a passed check means in which no expected table could be checked. */
  public static String unknown() {
    return "no expected table could be checked, so it is unknown whether the contracts are met.";
  }

  /** What failed, such as {@code 2 findings break the contract}. */
  public String failure() {
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
}
