/**
 * The data of the other packages: immutable records of names, tables, expectations and findings. No
 * I/O.
 */
@NullMarked
package io.github.qsmaven.model;

import org.jspecify.annotations.NullMarked;
