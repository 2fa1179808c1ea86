package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogQuery;

/**
 * By what a project relies on tables.
 *
 * @param query which tables to list
 * @param everything whether it relies on all listed tables
 * @param expectations the expected tables
 * @param sql the SQL of the project
 * @param caseSensitive whether names match only in the same case
 */
record Reliance(
    CatalogQuery query,
    boolean everything,
    Expectations expectations,
    ProjectSql sql,
    boolean caseSensitive) {}
