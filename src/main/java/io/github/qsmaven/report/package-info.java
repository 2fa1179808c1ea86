/** Writes results: to files, one writer a format, and to the console. */
@NullMarked
package io.github.qsmaven.report;

import org.jspecify.annotations.NullMarked;
