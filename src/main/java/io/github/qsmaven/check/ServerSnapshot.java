package io.github.qsmaven.check;

import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * All that a check knows of a server.
 *
 * @param details the listed tables, and the columns that were read
 * @param untyped tables in it that no catalog lists: neither their type is known, nor which of
 *     their columns are {@code NOT NULL}
 * @param answered expected tables that are not listed but exist, and whose columns are not in the
 *     structure
 * @param unreadable expected tables that exist but that the credential may not read, as far as that
 *     is a finding
 * @param elsewhere the tables that bear the name of an expected table, in any schema and any case
 * @param filter which tables were asked for; an expected table that it excludes is not missing but
 *     not checked
 * @param postgres whether the server is PostgreSQL, which reports which columns are {@code NOT
 *     NULL}, and keeps the case of quoted names
 */
public record ServerSnapshot(
    SchemaDetails details,
    Set<TableName> untyped,
    Set<TableReference> answered,
    Set<TableReference> unreadable,
    Collection<TableName> elsewhere,
    NameFilter filter,
    boolean postgres) {
  /** Copies the collections. */
  public ServerSnapshot {
    untyped = Set.copyOf(untyped);
    answered = Set.copyOf(answered);
    unreadable = Set.copyOf(unreadable);
    elsewhere = List.copyOf(elsewhere);
  }
}
