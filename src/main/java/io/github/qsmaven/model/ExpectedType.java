package io.github.qsmaven.model;

import org.jspecify.annotations.Nullable;

/**
 * A demanded type.
 *
 * @param physicalType the server's type, as written, for instance {@code varchar(20)}; null where
 *     nothing is said
 * @param logicalType the word of the Open Data Contract Standard, for instance {@code string}; null
 *     where nothing is said
 */
public record ExpectedType(@Nullable String physicalType, @Nullable String logicalType) {}
