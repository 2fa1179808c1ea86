/** Compares expectations with a catalog. Pure: no I/O, no Maven. */
@NullMarked
package io.github.qsmaven.check;

import org.jspecify.annotations.NullMarked;
