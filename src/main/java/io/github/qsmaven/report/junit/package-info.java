/** Test results in the layout of Surefire's reports: a test case for each table and column. */
@NullMarked
package io.github.qsmaven.report.junit;

import org.jspecify.annotations.NullMarked;
