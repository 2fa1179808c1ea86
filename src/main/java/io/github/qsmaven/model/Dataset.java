package io.github.qsmaven.model;

import org.jspecify.annotations.Nullable;

/**
 * The dataset behind a table, as Query Service's {@code SHOW TABLES} reports it (Adobe's
 * documentation, "Writing queries"). A component that it does not report is null.
 *
 * @param id the id, such as {@code 5bac030c29bb8d12fa992e58}; some are longer
 * @param name the display name; not unique
 * @param description the description
 * @param labels the labels, as the service spells them: {@code 'PROFILE'}
 */
public record Dataset(
    @Nullable String id,
    @Nullable String name,
    @Nullable String description,
    @Nullable String labels) {}
