/** GitLab's Code Quality report. */
@NullMarked
package io.github.qsmaven.report.gitlab;

import org.jspecify.annotations.NullMarked;
