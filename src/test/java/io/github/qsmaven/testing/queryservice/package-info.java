/**
 * A simulator of Adobe Query Service based on Adobe's documents: a wire proxy in front of a real
 * PostgreSQL server. What the documents leave open can be configured. Start at {@link
 * io.github.qsmaven.testing.queryservice.QueryServiceSimulator}.
 *
 * <p>"Guide" stands for Adobe's Query Service guide (repository AdobeDocs/experience-platform.en,
 * folder {@code help/query-service}), "protocol" for the chapter "Frontend/Backend Protocol" of
 * PostgreSQL's documentation.
 */
@NullMarked
package io.github.qsmaven.testing.queryservice;

import org.jspecify.annotations.NullMarked;
