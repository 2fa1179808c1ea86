/**
 * Reads the catalog of a server: session in, {@link io.github.qsmaven.model.Catalog} out. One class
 * a rung.
 */
@NullMarked
package io.github.qsmaven.catalog;

import org.jspecify.annotations.NullMarked;
