/** The list of formats, and the files that are written in them. */
@NullMarked
package io.github.qsmaven.report.files;

import org.jspecify.annotations.NullMarked;
