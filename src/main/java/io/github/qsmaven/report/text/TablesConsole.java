package io.github.qsmaven.report.text;

import static java.util.stream.Collectors.joining;

import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableStatus;
import io.github.qsmaven.model.TableStatus.Presence;
import io.github.qsmaven.report.ResultView;
import io.github.qsmaven.report.Wording;
import java.nio.file.Path;
import java.util.List;

/** What {@code list-tables} writes to the console. */
final class TablesConsole extends ConsoleSummary {
  private static final int MOST_TABLES = 50;
  private static final int MOST_IN_HEADLINE = 5;

  private final List<Finding> missing;

  TablesConsole(ResultView view, List<Path> files) {
    super(view, files);
    missing = view.missingTables();
  }

  @Override
  void addResult(List<String> lines, String source) {
    List<Table> tables = view().catalog().tables();
    lines.add(
        new Quantity(tables.size(), "table")
            + " in "
            + schemas()
            + " of "
            + source
            + (tables.isEmpty() ? "" : ":"));
    for (Table table : ResultView.first(MOST_TABLES, tables)) {
      lines.add("  " + NameEscaper.CONSOLE.of(table.listedName()));
    }
    addMore(lines, "  ", "", MOST_TABLES, tables.size());
    addSkippedCatalogs(lines);
    int expected = expected().size();
    if (expected > 0 && missing.isEmpty()) {
      lines.add("Found " + found() + unlisted() + ".");
    }
  }

  private String found() {
    int expected = expected().size();
    long unknown =
        expected().stream().filter(table -> table.presence() == Presence.UNKNOWN).count();
    if (unknown > 0) {
      return expected - unknown + " of " + new Quantity(expected, "expected table");
    }
    return expected == 1 ? "the expected table" : "all " + expected + " expected tables";
  }

  /**
   * The tables of another schema or type, the filtered tables, and those that the server does not
   * list.
   */
  private String unlisted() {
    List<String> unlisted =
        expected().stream()
            .filter(table -> table.presence() == Presence.ANSWERED)
            .map(table -> table.expected().text())
            .toList();
    return unlisted.isEmpty() ? "" : " (not listed, but accessible: " + first(unlisted) + ")";
  }

  private List<TableStatus> expected() {
    return view().coverage().expectedTables();
  }

  private static String first(List<String> tables) {
    int more = tables.size() - MOST_IN_HEADLINE;
    return ResultView.first(MOST_IN_HEADLINE, tables).stream()
            .map(NameEscaper.CONSOLE::of)
            .collect(joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }

  /** If missing tables do not fail the build, they are warnings. */
  @Override
  void addWarnings(List<String> warnings) {
    if (view().catalog().tables().isEmpty()) {
      warnings.add(
          "No table is listed in "
              + schemas()
              + " of "
              + Wording.CONSOLE.where(view().server())
              + (expected().isEmpty() ? ", so nothing was checked." : ".")
              + " Check the database, qs.schemas, qs.tableTypes, qs.includes and qs.excludes.");
    }
    addRemarks(warnings);
    for (Finding finding : view().open()) {
      if (finding.severity() == Severity.WARNING) {
        warnings.add(NameEscaper.CONSOLE.of(finding.table()) + unreadable(finding) + ".");
      }
    }
    if (!view().failed() && !missing.isEmpty()) {
      failureMessage().lines().filter(line -> !line.isEmpty()).forEach(warnings::add);
    }
  }

  private static String unreadable(Finding finding) {
    return finding.why().isEmpty()
        ? " exists, but this credential may not read it"
        : " may not be read: " + NameEscaper.CONSOLE.of(finding.why());
  }

  @Override
  String failures() {
    return "Missing: " + first(missing.stream().map(Finding::table).toList());
  }

  @Override
  public String failureMessage() {
    StringBuilder message = new StringBuilder(view().failure());
    message.append(" from ").append(Wording.CONSOLE.where(view().server())).append(":\n");
    for (Finding one : missing) {
      message.append("\n  ").append(NameEscaper.CONSOLE.of(one.table())).append(' ');
      if (isUnreadable(one)) {
        message.append(unreadable(one)).append(" (failOnUnreadable)");
        continue;
      }
      if (one.why().isEmpty()) {
        message.append(
            new TableReference(one.table()).qualifiedReadings().isEmpty()
                ? " is not in "
                : " does not exist under that name, nor in ");
        message.append(schemas());
      } else {
        message.append(" does not exist: ").append(NameEscaper.CONSOLE.of(one.why()));
      }
      message.append(Suggestion.question(one.suggestions(), NameEscaper.CONSOLE::of));
    }
    return message
        .append("\n\nEach table was searched for in the listing and then queried directly.")
        .append(" Tables found: ")
        .append(report())
        .append(
            "\nWhat to do: Correct the names in expectedTables or expectedTablesFile. For a table"
                + " in another schema, write schema.name or set qs.schemas. If a name is right, ask"
                + " the owner of the schema what happened to the table.")
        .append(
            missing.stream().anyMatch(TablesConsole::isUnreadable)
                ? " If the credential may not read a table, ask its owner to grant SELECT on it."
                : "")
        .toString();
  }

  private static boolean isUnreadable(Finding finding) {
    return finding.code() == FindingCode.UNREADABLE_TABLE;
  }

  private String schemas() {
    return view().catalog().searched(NameEscaper.CONSOLE::of);
  }
}
