package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

/**
 * A catalog that was asked before the one that answered, and why it was left.
 *
 * @param source the catalog
 * @param reason what came back, in words; as the server wrote them, so to be escaped
 */
public record SkippedCatalog(CatalogSource source, String reason) {
  /** Refuses nulls. */
  public SkippedCatalog {
    requireNonNull(source, "source is null");
    requireNonNull(reason, "reason is null");
  }
}
