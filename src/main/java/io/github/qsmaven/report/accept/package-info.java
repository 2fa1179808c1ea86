/** {@code accept-suggestions.yaml}: entries that accept the findings of a run. */
@NullMarked
package io.github.qsmaven.report.accept;

import org.jspecify.annotations.NullMarked;
