package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The part of a catalog that contains the relations.
 *
 * @param from the relations of the catalog, as the FROM clause names them
 * @param schema the column of the schema
 * @param name the column of the name
 */
record Relations(String from, String schema, String name) {
  /** The most relations to list for suggestions; below the row cap of Query Service. */
  static final int MOST_OF_SCHEMAS = 20_000;

  /**
   * Lists relations of some schemas.
   *
   * @param session the session to use
   * @param where the rows to search, as a condition
   * @param schemas the schemas, at least one
   */
  List<TableName> of(Session session, String where, Set<String> schemas) throws SQLException {
    Condition condition = Condition.in(schema, schemas).and(where);
    return session.query(
        "SELECT %s, %s FROM %s WHERE %s LIMIT %d"
            .formatted(schema, name, from, condition.sql(), MOST_OF_SCHEMAS),
        condition.values(),
        row -> new TableName(row.getString(1), row.getString(2)));
  }

  /**
   * Finds relations by name, ignoring case; sends one statement for each thousand names.
   *
   * @param session the session to use
   * @param where the rows to search, as a condition
   * @param names bare names
   */
  List<TableName> find(Session session, String where, Set<String> names) throws SQLException {
    List<TableName> found = new ArrayList<>();
    List<String> folded = names.stream().map(CaseRule::fold).toList();
    for (List<String> batch : Condition.batches(folded)) {
      Condition condition = Condition.in("lower(" + name + ")", batch);
      found.addAll(
          session.query(
              "SELECT %s, %s FROM %s WHERE %s AND %s"
                  .formatted(schema, name, from, where, condition.sql()),
              condition.values(),
              row -> new TableName(row.getString(1), row.getString(2))));
    }
    return found;
  }
}
