/**
 * Reads the catalog of a server: session in, {@link io.github.qsmaven.model.Catalog} out.
 *
 * <p>A {@code Dialect} hands out one reader for each catalog. Readers that are called portable send
 * only SQL that any server may support. To add a catalog, add its constant to {@link
 * io.github.qsmaven.model.CatalogSource}, its reader, the reader to {@code Dialect}, and its
 * description to {@code docs/catalogs.md}.
 */
@NullMarked
package io.github.qsmaven.catalog;

import org.jspecify.annotations.NullMarked;
