/**
 * Adobe Query Service as its documents tell it: a wire proxy over a real PostgreSQL. What they
 * leave open can be switched. Start at {@link
 * io.github.qsmaven.testing.queryservice.QueryServiceSimulator}.
 *
 * <p>"Guide" stands for Adobe's Query Service guide (repository AdobeDocs/experience-platform.en,
 * folder {@code help/query-service}), "protocol" for the chapter "Frontend/Backend Protocol" of
 * PostgreSQL's documentation.
 */
@NullMarked
package io.github.qsmaven.testing.queryservice;

import org.jspecify.annotations.NullMarked;
