package io.github.qsmaven.report;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableReference;
import io.github.qsmaven.model.TableStatus;
import io.github.qsmaven.model.TableStatus.Presence;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code list-tables} says on the console, line by line. Names are escaped for a console, so
 * that none of them can start a line of its own or a command of a CI server.
 *
 * @param report what was found
 * @param files the reports, as they are to be shown, at least one
 */
public record TablesSummary(CheckReport report, List<Path> files) {
  private static final int MOST_TABLES = 50;
  private static final int MOST_IN_HEADLINE = 5;

  /** Copies. */
  public TablesSummary {
    files = List.copyOf(files);
  }

  /**
   * The lines of any run: how many tables, from where, in what time, the first of them, and the
   * reports.
   *
   * @param duration how long it took
   * @return the lines
   */
  public List<String> lines(Duration duration) {
    List<String> lines = new ArrayList<>();
    List<Table> tables = report.catalog().tables();
    lines.add(
        counted(tables.size(), "table")
            + " in "
            + schemas()
            + " of "
            + origin().readIn(duration)
            + (tables.isEmpty() ? "" : ":"));
    tables.stream()
        .limit(MOST_TABLES)
        .forEach(table -> lines.add("  " + NameEscaper.CONSOLE.of(table.listedName())));
    if (tables.size() > MOST_TABLES) {
      lines.add("  ... and " + (tables.size() - MOST_TABLES) + " more, in " + files.get(0));
    }
    lines.addAll(origin().askedBefore());
    List<TableStatus> expected = expected();
    if (!expected.isEmpty() && report.missingTables().isEmpty()) {
      lines.add(
          "Expected tables: "
              + (expected.size() == 1
                  ? "the one expected is there"
                  : "all " + expected.size() + " are there")
              + unlisted());
    }
    lines.add(
        (files.size() == 1 ? "Report: " : "Reports: ")
            + String.join(", ", files.stream().map(Path::toString).toList()));
    return lines;
  }

  /**
   * Those that are of another schema or type, or filtered out, or that the server does not list.
   */
  private String unlisted() {
    List<String> unlisted =
        expected().stream()
            .filter(table -> table.presence() == Presence.ANSWERED)
            .map(table -> table.expected().text())
            .toList();
    return unlisted.isEmpty() ? "." : "; not listed, but they answered: " + first(unlisted) + ".";
  }

  private List<TableStatus> expected() {
    return report.result().coverage().expectedTables();
  }

  private static String first(List<String> tables) {
    List<String> names =
        tables.stream().limit(MOST_IN_HEADLINE).map(NameEscaper.CONSOLE::of).toList();
    int more = tables.size() - names.size();
    return String.join(", ", names) + (more > 0 ? " and " + more + " more" : "");
  }

  /** What deserves a look even where the build passes. */
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    Catalog catalog = report.catalog();
    if (catalog.tables().isEmpty()) {
      warnings.add(
          "Nothing is listed in "
              + schemas()
              + " of "
              + origin().where()
              + (expected().isEmpty() ? ", so nothing was checked." : ".")
              + " Check the database, qs.schemas, qs.tableTypes, qs.includes and qs.excludes.");
    }
    catalog.remarks().forEach(remark -> warnings.add(NameEscaper.CONSOLE.of(remark)));
    for (Finding finding : report.result().findings()) {
      if (finding.severity() == Severity.WARNING) {
        warnings.add(
            NameEscaper.CONSOLE.of(finding.table())
                + " is there, but this credential may not read it.");
      }
    }
    return warnings;
  }

  /** In one line, what is missing: for the line above {@code BUILD FAILURE}. */
  public String headline() {
    return missingOfExpected()
        + ": "
        + first(report.missingTables().stream().map(Finding::table).toList());
  }

  /**
   * The whole finding: every missing table, where it was looked for, what may have been meant, and
   * what to do.
   */
  public String failureMessage() {
    StringBuilder message = new StringBuilder(missingOfExpected());
    message.append(" from ").append(origin().where()).append(":\n");
    for (Finding missing : report.missingTables()) {
      message.append("\n  ").append(NameEscaper.CONSOLE.of(missing.table()));
      if (isUnreadable(missing)) {
        message.append("  is there, but this credential may not read it (failOnUnreadable)");
        continue;
      }
      message.append(
          new TableReference(missing.table()).qualifiedReadings().isEmpty()
              ? "  is not in "
              : "  is not there under that name, nor in ");
      message.append(schemas());
      message.append(Suggestion.question(missing.suggestions(), NameEscaper.CONSOLE::of));
    }
    return message
        .append("\n\nEach was looked for in the list, and then asked for directly. What is there: ")
        .append(files.get(0))
        .append(
            "\nWhat to do: correct the names in expectedTables or expectedTablesFile; write"
                + " schema.name, or set qs.schemas, for a table elsewhere; if a name is right, ask"
                + " the owner of the schema where the table went"
                + (report.missingTables().stream().anyMatch(TablesSummary::isUnreadable)
                    ? "; ask the owner of one that may not be read for the right to SELECT from it."
                    : "."))
        .toString();
  }

  private static boolean isUnreadable(Finding missing) {
    return missing.code() == FindingCode.UNREADABLE_TABLE;
  }

  private String missingOfExpected() {
    int missing = report.missingTables().size();
    int expected = expected().size();
    return missing
        + " of "
        + counted(expected, "expected table")
        + (missing == 1 ? " is missing" : " are missing");
  }

  private SourceDescription origin() {
    return new SourceDescription(report.server(), report.catalog());
  }

  private String schemas() {
    List<String> names = report.catalog().schemas().stream().map(NameEscaper.CONSOLE::of).toList();
    return names.isEmpty()
        ? "an empty search path"
        : (names.size() == 1 ? "schema " : "schemas ") + String.join(", ", names);
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
