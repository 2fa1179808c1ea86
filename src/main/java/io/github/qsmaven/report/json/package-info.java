/**
 * {@code tables.json}, {@code check.json} and {@code doctor.json}: everything that is known, for
 * programs.
 */
@NullMarked
package io.github.qsmaven.report.json;

import org.jspecify.annotations.NullMarked;
