package io.github.qsmaven.model;

/**
 * A catalog that was tried before the one that returned the tables.
 *
 * @param source the catalog
 * @param reason why it was skipped, as a phrase that follows its name ("returned no tables"); may
 *     contain text of the server, so it must be escaped
 */
public record SkippedCatalog(CatalogSource source, String reason) {}
