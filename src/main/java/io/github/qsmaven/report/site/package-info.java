/** A page of a Maven site. */
@NullMarked
package io.github.qsmaven.report.site;

import org.jspecify.annotations.NullMarked;
