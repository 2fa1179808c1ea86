/** Compares two states of a schema. Pure. */
@NullMarked
package io.github.qsmaven.drift;

import org.jspecify.annotations.NullMarked;
