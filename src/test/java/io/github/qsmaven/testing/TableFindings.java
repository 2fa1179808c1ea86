package io.github.qsmaven.testing;

import static java.util.stream.Collectors.toSet;

import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Goal;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.SourcePosition;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableStatus;
import io.github.qsmaven.model.TableStatus.Presence;
import io.github.qsmaven.report.CheckReport;
import io.github.qsmaven.report.ResultView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The result of {@code list-tables} for the expected tables, in a short form for tests.
 *
 * @param expected the expected tables, in order
 * @param unlisted those that no catalog lists, but that exist
 * @param unreadable those that exist, but may not be read
 * @param missing those that count as missing, in order
 * @param places where those are written that are written in a file
 */
public record TableFindings(
    List<TableReference> expected,
    Set<TableReference> unlisted,
    Set<TableReference> unreadable,
    List<MissingTable> missing,
    Map<TableReference, SourcePosition> places) {
  /** Findings of tables that are written in no file. */
  public TableFindings(
      List<TableReference> expected,
      Set<TableReference> unlisted,
      Set<TableReference> unreadable,
      List<MissingTable> missing) {
    this(expected, unlisted, unreadable, missing, Map.of());
  }

  /** The findings of a report. */
  public static TableFindings of(CheckReport report) {
    List<TableStatus> statuses = report.result().coverage().expectedTables();
    return new TableFindings(
        statuses.stream().map(TableStatus::expected).toList(),
        statuses.stream()
            .filter(table -> table.presence() == Presence.ANSWERED)
            .map(TableStatus::expected)
            .collect(toSet()),
        statuses.stream()
            .filter(table -> table.presence() != Presence.MISSING && !table.readable())
            .map(TableStatus::expected)
            .collect(toSet()),
        new ResultView(report)
            .missingTables().stream()
                .map(
                    finding ->
                        new MissingTable(
                            new TableReference(finding.table()),
                            finding.code() == FindingCode.UNREADABLE_TABLE,
                            finding.suggestions()))
                .toList());
  }

  /** The same as a report in which missing tables fail the build. */
  public CheckReport report(Server server, SchemaDetails details) {
    List<Finding> findings = new ArrayList<>();
    List<Checked> checked = new ArrayList<>();
    List<TableStatus> statuses = new ArrayList<>();
    for (TableReference table : expected) {
      SourcePosition at = places.get(table);
      checked.add(new Checked(table.text(), null, at));
      Optional<MissingTable> lost =
          missing.stream().filter(some -> some.expected().equals(table)).findFirst();
      boolean gone = lost.isPresent() && !lost.get().unreadable();
      boolean isUnreadable = unreadable.contains(table) || (lost.isPresent() && !gone);
      if (gone) {
        findings.add(
            finding(
                FindingCode.MISSING_TABLE,
                Severity.ERROR,
                table,
                "a table",
                "nothing of that name in schema public",
                lost.get().suggestions()));
      } else if (isUnreadable) {
        findings.add(
            finding(
                FindingCode.UNREADABLE_TABLE,
                lost.isPresent() ? Severity.ERROR : Severity.WARNING,
                table,
                "a table that can be read",
                "a table that this credential may not read",
                List.of()));
      }
      statuses.add(
          new TableStatus(
              table,
              gone
                  ? Presence.MISSING
                  : unlisted.contains(table) ? Presence.ANSWERED : Presence.LISTED,
              !gone && !isUnreadable));
    }
    return new CheckReport(
        Goal.LIST_TABLES,
        server,
        details,
        new CheckResult(
            findings, new Coverage(checked.size(), 0, checked, List.of(), statuses), FailOn.ERROR),
        "");
  }

  private Finding finding(
      FindingCode code,
      Severity severity,
      TableReference table,
      String expectation,
      String actual,
      List<Suggestion> suggestions) {
    return new Finding(
        code,
        severity,
        table.text(),
        null,
        places.get(table),
        expectation,
        actual,
        "",
        suggestions,
        null);
  }
}
