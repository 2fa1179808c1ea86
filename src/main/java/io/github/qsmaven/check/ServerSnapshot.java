package io.github.qsmaven.check;

import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.SchemaNames;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The state of a server, as far as a check needs it.
 *
 * @param details the listed tables, and the columns that were read
 * @param untyped the tables in {@code details} that no catalog lists: their type is unknown, and so
 *     is which of their columns are {@code NOT NULL}
 * @param answered expected tables that are not listed but exist, and whose columns are not in
 *     {@code details}
 * @param unreadable expected tables that exist but that the credential may not read, as far as that
 *     is a finding
 * @param denied expected tables of which it is unknown whether they exist, each with the reason
 * @param elsewhere the tables with the name of an expected table, in any schema and any case
 * @param schemas the schemas of the server, and tables in those that the names of missing tables
 *     contain
 * @param filter selects the listed tables; an expected table that it excludes is unchecked, not
 *     missing
 * @param postgres whether the server is PostgreSQL, which reports which columns are {@code NOT
 *     NULL}, and keeps the case of quoted names
 * @param locked whether this is the content of a lock, so that a table that is not in it may be
 *     there
 */
public record ServerSnapshot(
    SchemaDetails details,
    Set<TableName> untyped,
    Set<TableReference> answered,
    Set<TableReference> unreadable,
    Map<TableReference, String> denied,
    Collection<TableName> elsewhere,
    SchemaNames schemas,
    NameFilter filter,
    boolean postgres,
    boolean locked) {
  /** The state of a server that was queried. */
  public ServerSnapshot(
      SchemaDetails details,
      Set<TableName> untyped,
      Set<TableReference> answered,
      Set<TableReference> unreadable,
      Map<TableReference, String> denied,
      Collection<TableName> elsewhere,
      SchemaNames schemas,
      NameFilter filter,
      boolean postgres) {
    this(
        details,
        untyped,
        answered,
        unreadable,
        denied,
        elsewhere,
        schemas,
        filter,
        postgres,
        false);
  }

  /**
   * The content of a lock.
   *
   * @param details its tables
   * @param filter selects the listed tables
   * @param postgres whether it is of a PostgreSQL
   */
  public static ServerSnapshot locked(SchemaDetails details, NameFilter filter, boolean postgres) {
    return new ServerSnapshot(
        details,
        Set.of(),
        Set.of(),
        Set.of(),
        Map.of(),
        List.of(),
        SchemaNames.UNKNOWN,
        filter,
        postgres,
        true);
  }

  public ServerSnapshot {
    untyped = Set.copyOf(untyped);
    answered = Set.copyOf(answered);
    unreadable = Set.copyOf(unreadable);
    denied = Map.copyOf(denied);
    elsewhere = List.copyOf(elsewhere);
  }
}
