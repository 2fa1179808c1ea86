package io.github.qsmaven.report;

import static java.util.Objects.requireNonNull;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.CheckResult;
import io.github.qsmaven.model.Coverage;
import io.github.qsmaven.model.FailOn;
import io.github.qsmaven.model.Server;
import java.util.List;

/**
 * All that a report of {@code check} says. It holds nothing that differs between two runs on the
 * same schema.
 *
 * @param server which server answered
 * @param catalog which of its catalogs did, and what it could not tell; its tables are not reported
 * @param result what was found
 * @param acceptFile the file in which findings are accepted, as users know it
 */
public record CheckReport(Server server, Catalog catalog, CheckResult result, String acceptFile) {
  /** Refuses nulls. */
  public CheckReport {
    requireNonNull(server, "server is null");
    requireNonNull(catalog, "catalog is null");
    requireNonNull(result, "result is null");
    requireNonNull(acceptFile, "acceptFile is null");
  }

  /** A report of nothing, from nowhere. */
  public static CheckReport ofNothing() {
    return new CheckReport(
        new Server("", "", 0, "", "", ""),
        new Catalog(CatalogSource.PG_CATALOG, List.of(), true, List.of()),
        new CheckResult(List.of(), new Coverage(0, 0, 0, 0, List.of()), FailOn.ERROR),
        "");
  }
}
