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
 * Reads the columns of a table from an empty result of it, where no catalog tells them: {@code
 * SELECT * FROM t WHERE 1=0}, Adobe's own way to "get only the metadata". One statement a table. It
 * does not tell what may be null, and of types only PostgreSQL's own.
 */
final class ResultColumnsReader {
  ResultColumnsReader() {}

  /**
   * What came of a table.
   *
   * @param relation its columns; null: they were not read
   * @param reason why not, in words that go on after its name; empty if they were
   */
  record Answer(@Nullable TableDetails relation, String reason) {}

  /**
   * Asks for a table.
   *
   * @param session where to ask
   * @param table which; by its bare name if the search path finds it, since its schema may be made
   *     up where {@code SHOW TABLES} listed it
   * @return its columns, or why there are none
   * @throws SQLException if the connection breaks, or the server ends the session
   */
  Answer read(Session session, Table table) throws SQLException {
    List<ResultColumn> found;
    try {
      found =
          session.describe(
              TableProbe.question(
                  table.visible() ? null : table.name().schema(), table.name().name()));
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
      return "cannot be read: its own query fails (SQLSTATE " + exception.getSQLState() + ")";
    }
    Refusal refusal = session.recoverFrom(exception);
    return switch (refusal.sqlState()) {
      case "42501" -> "may not be read by this credential";
      case "42P01", "3F000" -> "is not there";
      default -> refusal.toString();
    };
  }
}
