package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.RowReader;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tables that a catalog tells as plain rows, asked for in SQL that any server may know: no arrays,
 * no casts, no functions but {@code count}.
 *
 * @param session where to ask
 * @param columns what is selected
 * @param from where from
 * @param where which rows, and {@code ?} for each value
 * @param values the values
 * @param schema the column of the schema
 * @param name the column of the name, by which pages are asked for
 * @param reader reads a row
 */
record TableQuery(
    Session session,
    String columns,
    String from,
    String where,
    List<String> values,
    String schema,
    String name,
    RowReader<Table> reader)
    implements PagedQuery<Table> {

  @Override
  public List<Table> page(@Nullable Table first, int limit) throws SQLException {
    StringBuilder sql = new StringBuilder("SELECT ").append(columns).append(source());
    List<String> bound = new ArrayList<>(values);
    if (first != null) {
      // Without the schema, or PostgreSQL could not use the index on the name.
      sql.append(" AND ").append(name).append(" >= ?");
      bound.add(first.name().name());
    }
    sql.append(" ORDER BY ").append(name).append(", ").append(schema);
    // As a number: the service documents no parameter there.
    sql.append(" LIMIT ").append(limit);
    return session.query(sql.toString(), bound, reader);
  }

  @Override
  public long total(List<Table> first) throws SQLException {
    List<Long> counts = session.query("SELECT count(*)" + source(), values, row -> row.getLong(1));
    // A server that counts nothing has not been shown to have handed out all.
    boolean counted = !counts.isEmpty() && (counts.get(0) > 0 || first.isEmpty());
    return counted ? counts.get(0) : PageReader.UNKNOWN;
  }

  private String source() {
    return " FROM " + from + " WHERE " + where;
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
