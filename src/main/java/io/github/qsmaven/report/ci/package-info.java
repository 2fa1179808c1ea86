/** What CI servers read besides reports: annotations, issues and the summary of a job. */
@NullMarked
package io.github.qsmaven.report.ci;

import org.jspecify.annotations.NullMarked;
