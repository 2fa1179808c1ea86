/** GitHub Flavored Markdown, for a comment on a pull request or the summary of a job. */
@NullMarked
package io.github.qsmaven.report.markdown;

import org.jspecify.annotations.NullMarked;
