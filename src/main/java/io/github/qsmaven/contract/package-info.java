/**
 * Reads what the user demands of tables: files, or the short form, to {@link
 * io.github.qsmaven.model.ExpectedTable}s. The only package that knows YAML.
 */
@NullMarked
package io.github.qsmaven.contract;

import org.jspecify.annotations.NullMarked;
