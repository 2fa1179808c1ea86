package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.ResultColumn;
import io.github.qsmaven.connection.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The types of the columns of a result, as PostgreSQL writes them in SQL. */
public final class ResultTypes {
  private static final String OF_SEARCH_PATH = "SELECT pg_catalog.format_type(t.oid, t.modifier)";

  /**
   * {@code format_type} leaves out the schema of a type that the search path finds. The modifier of
   * such a type is what it writes in parentheses.
   */
  private static final String QUALIFIED =
      """
      SELECT CASE WHEN e.oid IS NULL OR e.typnamespace = 'pg_catalog'::pg_catalog.regnamespace
        THEN pg_catalog.format_type(t.oid, t.modifier)
        ELSE pg_catalog.quote_ident(n.nspname::text) || '.' || pg_catalog.quote_ident(e.typname::text)
          || CASE WHEN t.modifier < 0 THEN '' ELSE COALESCE(pg_catalog.substring(
            pg_catalog.format_type(t.oid, t.modifier), '[(][^()]*[)]'), '') END
          || CASE WHEN e.oid = t.oid THEN '' ELSE '[]' END END
      """;

  private static final String FROM =
      """

      FROM ROWS FROM (pg_catalog.unnest(?::oid[]), pg_catalog.unnest(?::int4[])) WITH ORDINALITY
        AS t (oid, modifier, number)
      """;

  private static final String ELEMENTS =
      """
        LEFT JOIN pg_catalog.pg_type o ON o.oid = t.oid
        LEFT JOIN pg_catalog.pg_type e ON e.oid
          = CASE WHEN o.typcategory = 'A' AND o.typelem <> 0 THEN o.typelem ELSE o.oid END
        LEFT JOIN pg_catalog.pg_namespace n ON n.oid = e.typnamespace
      """;

  private static final String ORDER = "ORDER BY t.number";

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
    return types(session, columns, OF_SEARCH_PATH + FROM + ORDER);
  }

  /**
   * Names the types so that the names do not depend on the search path; with one statement on
   * PostgreSQL, with none elsewhere.
   *
   * @param session a session
   * @param columns the columns
   * @return the type of each column with its length and so on; a type that is not built in always
   *     with its schema; {@code unknown} for a type that another server does not name
   * @throws SQLException if the server rejects the query, or the connection breaks
   */
  public List<String> qualified(Session session, List<ResultColumn> columns) throws SQLException {
    return session.isPostgres()
        ? types(session, columns, QUALIFIED + FROM + ELEMENTS + ORDER)
        : columns.stream()
            .map(column -> WireType.of(column.type(), column.modifier()).spelling())
            .toList();
  }

  private static List<String> types(Session session, List<ResultColumn> columns, String sql)
      throws SQLException {
    if (columns.isEmpty()) {
      return List.of();
    }
    List<String> oids = new ArrayList<>(columns.size());
    List<String> modifiers = new ArrayList<>(columns.size());
    for (ResultColumn column : columns) {
      oids.add(Integer.toUnsignedString(column.type()));
      modifiers.add(String.valueOf(column.modifier()));
    }
    return session.query(sql, List.of(oids, modifiers), row -> row.getString(1));
  }
}
