package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Refusal;
import io.github.qsmaven.connection.ResultColumn;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the columns of a table that no catalog returned from an empty result: {@code SELECT * FROM
 * t WHERE 1=0}, which Adobe documents to "get only the metadata". Sends one statement for each
 * table. The result does not report which columns may be null, and only types that are built into
 * PostgreSQL.
 */
final class ResultColumnsReader {
  /**
   * The result for a table.
   *
   * @param relation the columns; null: they were not read
   * @param reason why not, as a phrase that follows the name of the table; empty if they were read
   */
  record Answer(@Nullable TableDetails relation, String reason) {}

  /**
   * Reads a table.
   *
   * @param session the session to use
   * @param table the table; queried by its bare name if the search path finds it, since {@code SHOW
   *     TABLES} does not report the real schema
   * @return the columns, or why they were not read
   * @throws SQLException if the connection breaks, or the server ends the session
   */
  Answer read(Session session, Table table) throws SQLException {
    List<ResultColumn> found;
    try {
      found =
          session.probe(
              TableProbe.query(
                  session, table.visible() ? null : table.name().schema(), table.name().name()));
    } catch (SQLException e) {
      return new Answer(null, reason(session, e));
    }
    List<Column> columns = new ArrayList<>(found.size());
    for (ResultColumn column : found) {
      columns.add(
          new Column(
              column.name(),
              columns.size() + 1,
              WireType.of(column.type(), column.modifier()),
              true,
              null,
              null,
              List.of()));
    }
    return new Answer(new TableDetails(table, columns, List.of(), List.of()), "");
  }

  private static String reason(Session session, SQLException exception) throws SQLException {
    if (TableProbe.wasFound(exception)) {
      session.recover();
      return "cannot be read: its query fails (SQLSTATE " + exception.getSQLState() + ")";
    }
    Refusal refusal = session.recoverFrom(exception);
    return switch (refusal.sqlState()) {
      case "42501" -> "may not be read by this credential";
      case "42P01", "3F000" -> "does not exist";
      default -> refusal.toString();
    };
  }
}
