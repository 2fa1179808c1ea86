/**
 * Types of columns: how contracts and servers spell them, and whether a column has the type that a
 * contract expects. Pure: no I/O, no Maven.
 */
@NullMarked
package io.github.qsmaven.types;

import org.jspecify.annotations.NullMarked;
