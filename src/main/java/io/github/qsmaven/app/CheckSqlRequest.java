package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.lock.LockFile;
import io.github.qsmaven.settings.Target;

/**
 * The request of {@link CheckSql}.
 *
 * @param target the server and the credential
 * @param query the tables that suggestions and the report are about
 * @param checked the SQL, and how it is reported
 * @param lock the lock, if there is one: it shows whether the schema or the SQL has changed
 */
public record CheckSqlRequest(
    Target target, CatalogQuery query, SqlRequest checked, LockFile lock) {}
