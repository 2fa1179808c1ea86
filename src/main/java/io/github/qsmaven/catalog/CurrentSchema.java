package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The schema in which the server looks for a bare name first.
 *
 * @param name its name
 */
record CurrentSchema(@Nullable String name) {
  /** One statement, the one that SQLAlchemy sends when it connects. */
  static Optional<String> of(Session session) throws SQLException {
    List<CurrentSchema> rows =
        session.query(
            "SELECT current_schema()", List.of(), row -> new CurrentSchema(row.getString(1)));
    return rows.isEmpty() ? Optional.empty() : Optional.ofNullable(rows.get(0).name());
  }
}
