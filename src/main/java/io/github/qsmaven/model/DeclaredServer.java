package io.github.qsmaven.model;

import org.jspecify.annotations.Nullable;

/**
 * A server on which a contract says that its tables are. All texts are as the user wrote them, so
 * to be escaped.
 *
 * @param type the type, such as {@code postgres}; empty if unspecified
 * @param host the host; null if unspecified
 * @param port the port; null if unspecified
 * @param database the database; null if unspecified
 * @param at where it is written
 */
public record DeclaredServer(
    String type,
    @Nullable String host,
    @Nullable String port,
    @Nullable String database,
    SourcePosition at) {}
