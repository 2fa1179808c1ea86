/** The Static Analysis Results Interchange Format (OASIS), version 2.1.0. */
@NullMarked
package io.github.qsmaven.report.sarif;

import org.jspecify.annotations.NullMarked;
