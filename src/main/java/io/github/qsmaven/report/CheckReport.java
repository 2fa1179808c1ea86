package io.github.qsmaven.report;

import static java.util.Objects.requireNonNull;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Server;
import java.util.List;

/**
 * All that a report of {@code check} says, or of {@code list-tables}, seen as a check. It holds
 * nothing that differs between two runs on the same schema.
 *
 * @param server which server answered
 * @param structure what is listed, and what is in it, as far as that was asked for
 * @param result what was found
 * @param acceptFile the file in which findings are accepted, as users know it
 */
public record CheckReport(
    Server server, SchemaDetails structure, CheckResult result, String acceptFile) {
  /** Refuses nulls. */
  public CheckReport {
    requireNonNull(server, "server is null");
    requireNonNull(structure, "structure is null");
    requireNonNull(result, "result is null");
    requireNonNull(acceptFile, "acceptFile is null");
  }

  /** What is listed, by which of the server's catalogs, and what that could not tell. */
  public Catalog catalog() {
    return structure.catalog();
  }

  /** A report of nothing, from nowhere. */
  public static CheckReport ofNothing() {
    return new CheckReport(
        new Server("", "", 0, "", "", ""),
        SchemaDetails.of(new Catalog(CatalogSource.PG_CATALOG, List.of(), true, List.of())),
        new CheckResult(List.of(), Coverage.NONE, FailOn.ERROR),
        "");
  }
}
