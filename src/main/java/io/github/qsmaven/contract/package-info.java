/**
 * Reads what the user expects of tables, from contracts or from the short form, as {@link
 * io.github.qsmaven.model.ExpectedTable}s; and writes contracts. The only package that reads YAML.
 */
@NullMarked
package io.github.qsmaven.contract;

import org.jspecify.annotations.NullMarked;
