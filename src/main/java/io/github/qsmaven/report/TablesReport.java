package io.github.qsmaven.report;

import static java.util.Objects.requireNonNull;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Checked;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Finding;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Findings;
import io.github.qsmaven.model.MissingTable;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Server;
import io.github.qsmaven.model.Severity;
import io.github.qsmaven.model.Suggestion;
import io.github.qsmaven.model.TableReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All that a report of {@code list-tables} says. It holds nothing that differs between two runs on
 * the same schema.
 *
 * @param server which server answered
 * @param structure what is listed, and what is in it, as far as that was asked for
 * @param findings what became of the expectations
 */
public record TablesReport(Server server, SchemaDetails structure, Findings findings) {
  /** Refuses nulls. */
  public TablesReport {
    requireNonNull(server, "server is null");
    requireNonNull(structure, "structure is null");
    requireNonNull(findings, "findings is null");
  }

  /** What is listed. */
  public Catalog catalog() {
    return structure.catalog();
  }

  /**
   * The same as a check: of tables only, whose findings have the codes and words of one.
   *
   * @param failOn whether a missing table fails the build
   */
  public CheckReport asCheck(FailOn failOn) {
    List<Finding> found = new ArrayList<>();
    Set<TableReference> failing = new HashSet<>();
    for (MissingTable missing : findings.missing()) {
      failing.add(missing.expected());
      found.add(
          missing.unreadable()
              ? unreadable(missing.expected(), Severity.ERROR)
              : missing(missing.expected(), missing.suggestions()));
    }
    List<Checked> checked = new ArrayList<>();
    for (TableReference table : findings.expected()) {
      checked.add(new Checked(table.text(), null, findings.places().get(table)));
      if (findings.unreadable().contains(table) && !failing.contains(table)) {
        found.add(unreadable(table, Severity.WARNING));
      }
    }
    return new CheckReport(
        server,
        structure,
        new CheckResult(found, new Coverage(checked.size(), 0, checked, List.of()), failOn),
        "");
  }

  private Finding missing(TableReference table, List<Suggestion> suggestions) {
    List<String> schemas = catalog().schemas();
    return new Finding(
        FindingCode.MISSING_TABLE,
        Severity.ERROR,
        table.text(),
        null,
        findings.places().get(table),
        "a table",
        "nothing of that name in "
            + (schemas.isEmpty()
                ? "an empty search path"
                : (schemas.size() == 1 ? "schema " : "schemas ") + String.join(", ", schemas)),
        "",
        suggestions,
        null);
  }

  private Finding unreadable(TableReference table, Severity severity) {
    return new Finding(
        FindingCode.UNREADABLE_TABLE,
        severity,
        table.text(),
        null,
        findings.places().get(table),
        "a table that can be read",
        "a table that this credential may not read",
        "",
        List.of(),
        null);
  }

  /** A report of nothing, from nowhere. */
  public static TablesReport ofNothing() {
    return new TablesReport(
        new Server("", "", 0, "", "", ""),
        SchemaDetails.of(new Catalog(CatalogSource.PG_CATALOG, List.of(), true, List.of())),
        new Findings(List.of(), Set.of(), Set.of(), List.of()));
  }
}
