package io.github.qsmaven.app;

import io.github.qsmaven.catalog.CatalogQuery;
import io.github.qsmaven.lock.LockFile;
import io.github.qsmaven.settings.Target;
import java.util.List;

/**
 * The request to {@link LockSchema}.
 *
 * @param target the server and the credential
 * @param query which tables to list
 * @param everything whether to lock all listed tables, not only those that the project relies on
 * @param expectations the expected tables
 * @param sql the SQL of the project
 * @param caseSensitive whether names match only in the same case
 * @param file the lock to write
 * @param tables names of tables, and globs over them, whose changes to accept; none: all changes
 */
public record LockRequest(
    Target target,
    CatalogQuery query,
    boolean everything,
    Expectations expectations,
    ProjectSql sql,
    boolean caseSensitive,
    LockFile file,
    List<String> tables) {
  /** Copies the list. */
  public LockRequest {
    tables = List.copyOf(tables);
  }
}
