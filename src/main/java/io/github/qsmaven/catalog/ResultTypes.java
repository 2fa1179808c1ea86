package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.ResultColumn;
import io.github.qsmaven.connection.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The types of the columns of a result, as PostgreSQL writes them in SQL. */
public final class ResultTypes {
  private static final String TYPES =
      """
      SELECT pg_catalog.format_type(t.oid, t.modifier)
      FROM ROWS FROM (pg_catalog.unnest(?::oid[]), pg_catalog.unnest(?::int4[])) WITH ORDINALITY
        AS t (oid, modifier, number)
      ORDER BY t.number
      """;

  /**
   * Asks for the types, with one statement.
   *
   * @param session a session on PostgreSQL
   * @param columns the columns
   * @return the type of each column with its length and so on, such as {@code numeric(10,2)}; with
   *     its schema if the search path does not find it; {@code ???} for a type that is gone
   * @throws SQLException if the server rejects the query, or the connection breaks
   */
  public List<String> of(Session session, List<ResultColumn> columns) throws SQLException {
    if (columns.isEmpty()) {
      return List.of();
    }
    List<String> oids = new ArrayList<>(columns.size());
    List<String> modifiers = new ArrayList<>(columns.size());
    for (ResultColumn column : columns) {
      oids.add(Integer.toUnsignedString(column.type()));
      modifiers.add(String.valueOf(column.modifier()));
    }
    return session.query(TYPES, List.of(oids, modifiers), row -> row.getString(1));
  }
}
