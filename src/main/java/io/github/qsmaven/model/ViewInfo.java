package io.github.qsmaven.model;

import org.jspecify.annotations.Nullable;

/**
 * A view, as Query Service's {@code SHOW VIEWS} reports it (Adobe's documentation, "SQL syntax in
 * Query Service"). A component that it does not report is null. The form of the dependencies is not
 * documented beyond one name, so they are kept as the service spells them.
 *
 * @param database the database that contains it, such as {@code qsaccel}
 * @param schema the schema that contains it
 * @param id the id
 * @param type where its data is: {@code DWH}, the accelerated store, or {@code ADLS}, the data lake
 * @param datasetDependencies the datasets that it depends on
 * @param viewDependencies the views that it depends on
 */
public record ViewInfo(
    @Nullable String database,
    @Nullable String schema,
    @Nullable String id,
    @Nullable String type,
    @Nullable String datasetDependencies,
    @Nullable String viewDependencies) {}
