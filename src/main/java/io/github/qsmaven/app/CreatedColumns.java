package io.github.qsmaven.app;

import io.github.qsmaven.check.SqlAnswer.Mismatch;
import io.github.qsmaven.connection.ResultColumn;
import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Quantity;
import io.github.qsmaven.sql.Definition;
import io.github.qsmaven.sql.ScriptStatement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks the columns of the table or view that a statement creates from a query. PostgreSQL looks
 * at them when it creates it, and describes the query without a complaint.
 */
final class CreatedColumns {
  private CreatedColumns() {}

  /**
   * Says why nothing can be created with the columns of a query.
   *
   * @param statement the statement
   * @param columns the columns of its query
   * @return why; null if it can, or the statement creates nothing from a query
   */
  static @Nullable Mismatch mismatch(ScriptStatement statement, List<ResultColumn> columns) {
    Definition definition = statement.definition();
    if (definition == null || !definition.isQuery()) {
      return null;
    }
    List<String> names = definition.columns();
    if (names.size() > columns.size()) {
      return mismatch(
          statement,
          definition,
          "no more names than the " + new Quantity(columns.size(), "column") + " of the query",
          new Quantity(names.size(), "name").toString());
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < columns.size(); i++) {
      String name = i < names.size() ? names.get(i) : columns.get(i).name();
      if (!seen.add(name)) {
        return mismatch(
            statement, definition, "columns with different names", "two columns named " + name);
      }
    }
    return null;
  }

  private static Mismatch mismatch(
      ScriptStatement statement, Definition definition, String expected, String actual) {
    return new Mismatch(
        FindingCode.SQL_REJECTED,
        statement.statement().at(),
        String.join(".", definition.name()),
        expected,
        actual);
  }
}
