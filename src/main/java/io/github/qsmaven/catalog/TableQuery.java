package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.RowReader;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query for tables in portable SQL: no arrays, no casts, no functions but {@code count}.
 *
 * @param session the session to use
 * @param relations where the tables are
 * @param columns what to select after the schema and the name
 * @param where the tables to select
 * @param reader reads a row
 */
record TableQuery(
    Session session, Relations relations, String columns, Condition where, RowReader<Table> reader)
    implements PagedQuery<Table> {

  @Override
  public List<Table> page(@Nullable Table first, int limit) throws SQLException {
    String name = relations.name();
    String sql = "SELECT " + relations.schema() + ", " + name + ", " + columns;
    sql += " FROM " + relations.from() + " WHERE " + where.sql();
    List<Object> values = new ArrayList<>(where.values());
    if (first != null) {
      // Without the schema, or PostgreSQL could not use the index on the name.
      sql += " AND " + name + " >= ?";
      values.add(first.name().name());
    }
    sql += " ORDER BY " + name + ", " + relations.schema();
    // As a number: Query Service documents no parameter there.
    return session.query(sql + " LIMIT " + limit, values, reader);
  }

  @Override
  public long total(List<Table> firstPage) throws SQLException {
    long count = where.count(session, relations.from());
    // A count of 0 for a page that has rows is not a valid count.
    return count > 0 || firstPage.isEmpty() ? count : PageReader.UNKNOWN;
  }

  @Override
  public Object key(Table row) {
    return row.name();
  }

  @Override
  public boolean areTied(Table row, Table other) {
    return row.name().name().equals(other.name().name());
  }
}
