package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.TableName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the tables of PostgreSQL that the credential may not read: its catalogs show them, and it
 * describes statements that read them without an error.
 */
public final class UnreadableTables {
  private static final String UNREADABLE =
      """
      SELECT n.nspname, c.relname
      FROM ROWS FROM (pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[])) AS t (schema, name)
        JOIN pg_catalog.pg_namespace n ON n.nspname = t.schema
        JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = t.name
      WHERE NOT (pg_catalog.has_schema_privilege(n.oid, 'USAGE')
        AND pg_catalog.has_any_column_privilege(c.oid, 'SELECT'))
      """;

  /** Creates a reader; it has no state. */
  public UnreadableTables() {}

  /**
   * Asks for the privileges on tables, with one statement. A table of which some columns can be
   * read is readable.
   *
   * @param session a session on PostgreSQL
   * @param tables the tables
   * @return those that may not be read; none if the server rejects the query
   * @throws SQLException if the connection breaks
   */
  public Set<TableName> of(Session session, Collection<TableName> tables) throws SQLException {
    if (tables.isEmpty()) {
      return Set.of();
    }
    try {
      return new HashSet<>(
          session.query(
              UNREADABLE,
              List.of(
                  tables.stream().map(TableName::schema).toList(),
                  tables.stream().map(TableName::name).toList()),
              row -> new TableName(row.getString(1), row.getString(2))));
    } catch (SQLException e) {
      session.recoverFrom(e);
      return Set.of();
    }
  }
}
