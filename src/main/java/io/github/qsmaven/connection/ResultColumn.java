package io.github.qsmaven.connection;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.Tuple;

/**
 * A column of a result, as the server describes it on the wire (PostgreSQL's documentation,
 * "Message Formats", RowDescription).
 *
 * @param name its name
 * @param type the oid of its type
 * @param modifier the modifier of its type, such as a length; -1 if it has none
 */
public record ResultColumn(String name, int type, int modifier) {

  /**
   * Sends a query, and reads the columns of its result. Does not use {@link
   * java.sql.ResultSetMetaData}: for each type that the driver does not know, it sends a query to
   * {@code pg_type}, which Query Service may reject.
   *
   * @param connection the connection
   * @param sql a query
   * @param extended whether to use the extended protocol
   * @param readOnly whether to begin a read-only transaction, if there is none
   * @return the columns, in their order
   * @throws SQLException if the server rejects the query or the connection breaks
   */
  static List<ResultColumn> of(
      BaseConnection connection, String sql, boolean extended, boolean readOnly)
      throws SQLException {
    Description description = new Description();
    QueryExecutor executor = connection.getQueryExecutor();
    executor.execute(
        executor.createSimpleQuery(sql),
        null,
        description,
        0,
        0,
        QueryExecutor.QUERY_ONESHOT
            | (readOnly ? QueryExecutor.QUERY_READ_ONLY_HINT : QueryExecutor.QUERY_SUPPRESS_BEGIN)
            | (extended ? 0 : QueryExecutor.QUERY_EXECUTE_AS_SIMPLE));
    return description.columns();
  }

  /** Collects the columns of a result. */
  static final class Description extends ResultHandlerBase {
    private final List<ResultColumn> columns = new ArrayList<>();

    List<ResultColumn> columns() {
      return columns;
    }

    @Override
    public void handleResultRows(
        Query query, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor cursor) {
      for (Field field : fields) {
        columns.add(new ResultColumn(field.getColumnLabel(), field.getOID(), field.getMod()));
      }
    }

    @Override
    public void handleWarning(SQLWarning warning) {
      // Not needed here.
    }
  }
}
