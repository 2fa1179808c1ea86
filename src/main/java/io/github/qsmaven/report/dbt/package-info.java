/** {@code *.sources.yml}: the tables as sources of dbt. */
@NullMarked
package io.github.qsmaven.report.dbt;

import org.jspecify.annotations.NullMarked;
