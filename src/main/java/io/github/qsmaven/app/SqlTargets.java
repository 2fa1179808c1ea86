package io.github.qsmaven.app;

import io.github.qsmaven.catalog.SchemaDetailsReader;
import io.github.qsmaven.check.SqlAnswer.Mismatch;
import io.github.qsmaven.check.SqlNames;
import io.github.qsmaven.connection.ResultColumn;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.sql.ScriptStatement;
import io.github.qsmaven.sql.Target;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares what a statement inserts with the table that it writes, for servers to which the
 * statement itself is not sent.
 */
final class SqlTargets {
  private final Session session;
  private final Catalog catalog;
  private final SqlNames names;
  private final SchemaDetailsReader detailsReader;
  private final Map<Table, Optional<TableDetails>> known = new HashMap<>();

  SqlTargets(Session session, Catalog catalog, SqlNames names, SchemaDetailsReader detailsReader) {
    this.session = session;
    this.catalog = catalog;
    this.names = names;
    this.detailsReader = detailsReader;
  }

  /**
   * Compares the columns of the query of a statement with its target.
   *
   * @param statement the statement
   * @param values the columns of its query
   * @return how they differ; null if they do not, or nothing is known of the table
   */
  @Nullable Mismatch mismatch(ScriptStatement statement, List<ResultColumn> values)
      throws SQLException, CannotCheckException {
    Target target = statement.target();
    if (target == null) {
      return null;
    }
    Table table = names.table(target.name());
    String written = String.join(".", target.name());
    if (table == null) {
      return catalog.tables().isEmpty()
          ? null
          : new Mismatch(
              FindingCode.SQL_MISSING_TABLE,
              target.at(),
              written,
              "a table",
              "no listed table of this name");
    }
    Optional<TableDetails> details = details(table);
    for (String column : target.columns()) {
      if (details.isPresent()
          && details.get().columns().stream()
              .noneMatch(one -> one.name().equalsIgnoreCase(column))) {
        return mismatch(target, table, "a column of the table", "no column " + column);
      }
    }
    if (target.columns().isEmpty() && details.isEmpty()) {
      return null;
    }
    int columns =
        target.columns().isEmpty()
            ? details.orElseThrow().columns().size()
            : target.columns().size();
    return columns == values.size()
        ? null
        : mismatch(target, table, count(columns), count(values.size()));
  }

  private static String count(int values) {
    return new Quantity(values, "value").toString();
  }

  private static Mismatch mismatch(Target target, Table table, String expected, String actual) {
    return new Mismatch(
        FindingCode.SQL_INSERT_DOES_NOT_FIT, target.at(), table.listedName(), expected, actual);
  }

  private Optional<TableDetails> details(Table table) throws SQLException, CannotCheckException {
    Optional<TableDetails> details = known.get(table);
    if (details == null) {
      details =
          Optional.ofNullable(
              detailsReader.read(session, catalog, List.of(table)).relations().get(table.name()));
      known.put(table, details);
    }
    return details;
  }
}
