/** A page in HTML that needs no other file. */
@NullMarked
package io.github.qsmaven.report.html;

import org.jspecify.annotations.NullMarked;
