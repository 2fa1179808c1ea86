/**
 * The view of a result and its wording, which all formats share. Each format has a package of its
 * own below; {@code files} lists them.
 */
@NullMarked
package io.github.qsmaven.report;

import org.jspecify.annotations.NullMarked;
