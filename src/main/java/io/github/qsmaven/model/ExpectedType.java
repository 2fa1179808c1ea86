package io.github.qsmaven.model;

import org.jspecify.annotations.Nullable;

/**
 * An expected type.
 *
 * @param physicalType the type of the server as the contract spells it, such as {@code
 *     varchar(20)}; null if unspecified
 * @param logicalType the word of the Open Data Contract Standard, such as {@code string}; null if
 *     unspecified
 */
public record ExpectedType(@Nullable String physicalType, @Nullable String logicalType) {}
