package io.github.qsmaven.report;

import static java.util.Objects.requireNonNull;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Findings;
import io.github.qsmaven.model.Server;
import java.util.List;
import java.util.Set;

/**
 * All that a report of {@code list-tables} says. It holds nothing that differs between two runs on
 * the same schema.
 *
 * @param server which server answered
 * @param catalog what is listed
 * @param findings what became of the expectations
 */
public record TablesReport(Server server, Catalog catalog, Findings findings) {
  /** Refuses nulls. */
  public TablesReport {
    requireNonNull(server, "server is null");
    requireNonNull(catalog, "catalog is null");
    requireNonNull(findings, "findings is null");
  }

  /** A report of nothing, from nowhere. */
  public static TablesReport ofNothing() {
    return new TablesReport(
        new Server("", "", 0, "", "", ""),
        new Catalog(CatalogSource.PG_CATALOG, List.of(), true, List.of()),
        new Findings(List.of(), Set.of(), Set.of(), List.of()));
  }
}
