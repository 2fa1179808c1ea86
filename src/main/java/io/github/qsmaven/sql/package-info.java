/** The project's own SQL: files become statements, with an exact map of places; pure. */
@NullMarked
package io.github.qsmaven.sql;

import org.jspecify.annotations.NullMarked;
