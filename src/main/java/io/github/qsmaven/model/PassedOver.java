package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

/**
 * A catalog that was asked before the one that answered, and why it was left.
 *
 * @param source the catalog
 * @param reason what came back, in words; as the server wrote them, so to be escaped
 */
public record PassedOver(CatalogSource source, String reason) {
  /** Refuses nulls. */
  public PassedOver {
    requireNonNull(source, "source is null");
    requireNonNull(reason, "reason is null");
  }
}
