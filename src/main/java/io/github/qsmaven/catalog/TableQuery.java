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
    StringBuilder sql =
        new StringBuilder("SELECT " + relations.schema() + ", " + name + ", " + columns + rows());
    List<Object> values = new ArrayList<>(where.values());
    if (first != null) {
      // Without the schema, or PostgreSQL could not use the index on the name.
      sql.append(" AND ").append(name).append(" >= ?");
      values.add(first.name().name());
    }
    sql.append(" ORDER BY ").append(name).append(", ").append(relations.schema());
    // As a number: Query Service documents no parameter there.
    sql.append(" LIMIT ").append(limit);
    return session.query(sql.toString(), values, reader);
  }

  @Override
  public long total(List<Table> firstPage) throws SQLException {
    List<Long> counts =
        session.query("SELECT count(*)" + rows(), where.values(), row -> row.getLong(1));
    // A count of 0 for a page that has rows is no count.
    boolean counted = !counts.isEmpty() && (counts.get(0) > 0 || firstPage.isEmpty());
    return counted ? counts.get(0) : PageReader.UNKNOWN;
  }

  private String rows() {
    return " FROM " + relations.from() + " WHERE " + where.sql();
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
