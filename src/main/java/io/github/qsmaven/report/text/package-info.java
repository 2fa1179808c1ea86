/** Plain text: the console, {@code tables.txt}, {@code check.txt} and {@code doctor.txt}. */
@NullMarked
package io.github.qsmaven.report.text;

import org.jspecify.annotations.NullMarked;
