package io.github.qsmaven.model;

import org.jspecify.annotations.Nullable;

/**
 * What Query Service's {@code SHOW TABLES} tells of the dataset behind a table (Adobe's
 * documentation, "Writing queries"); each null where it tells nothing.
 *
 * @param id the dataset's id, such as {@code 5bac030c29bb8d12fa992e58}; some are longer
 * @param name the name it is displayed with; not unique
 * @param description its description
 * @param labels its labels, as the service spells them: {@code 'PROFILE'}
 */
public record Dataset(
    @Nullable String id,
    @Nullable String name,
    @Nullable String description,
    @Nullable String labels) {}
