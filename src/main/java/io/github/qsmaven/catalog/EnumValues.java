package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ColumnType.Identity;
import io.github.qsmaven.model.ColumnType.Kind;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.TableDetails;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values of the enumerations of PostgreSQL that columns have as their types. */
public final class EnumValues {
  private static final String VALUES =
      """
      SELECT e.number, v.enumlabel
      FROM ROWS FROM (pg_catalog.unnest(?::text[]), pg_catalog.unnest(?::text[])) WITH ORDINALITY
          AS e (schema, name, number)
        JOIN pg_catalog.pg_namespace n ON n.nspname = e.schema
        JOIN pg_catalog.pg_type t ON t.typnamespace = n.oid AND t.typname = e.name
        JOIN pg_catalog.pg_enum v ON v.enumtypid = t.oid
      ORDER BY e.number, v.enumsortorder
      """;

  /** Creates a reader; it has no state. */
  public EnumValues() {}

  /** A value of an enumeration, by the place of the enumeration in the query. */
  private record Value(int type, String text) {}

  /**
   * Reads the values with one statement, or with none if no column, no field and no element of an
   * array has an enumeration as its type.
   *
   * @param session a session on PostgreSQL
   * @param details the columns
   * @return the values of each enumeration, in their order; none if the server rejects the query
   * @throws SQLException if the connection breaks
   */
  public Map<ColumnType, List<String>> of(Session session, SchemaDetails details)
      throws SQLException {
    List<ColumnType> types = new ArrayList<>(enumerations(details).values());
    Map<ColumnType, List<String>> values = new LinkedHashMap<>();
    if (types.isEmpty()) {
      return values;
    }
    List<String> schemas = new ArrayList<>(types.size());
    List<String> names = new ArrayList<>(types.size());
    for (ColumnType type : types) {
      Identity identity = type.identity();
      schemas.add(identity == null ? "" : identity.schema());
      names.add(identity == null ? "" : identity.name());
    }
    try {
      for (Value value :
          session.query(
              VALUES,
              List.of(schemas, names),
              row -> new Value(row.getInt(1) - 1, row.getString(2)))) {
        values
            .computeIfAbsent(types.get(value.type()), type -> new ArrayList<>())
            .add(value.text());
      }
    } catch (SQLException e) {
      session.recoverFrom(e);
    }
    return values;
  }

  /** An enumeration with any spelling, by its schema and name. */
  private static Map<List<String>, ColumnType> enumerations(SchemaDetails details) {
    Map<List<String>, ColumnType> found = new LinkedHashMap<>();
    // Columns of the same composite type share their fields, and those of the same type the type.
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Column> open = new ArrayDeque<>();
    for (TableDetails table : details.relations().values()) {
      open.addAll(table.columns());
      while (!open.isEmpty()) {
        Column column = open.pop();
        if (seen.add(column.type())) {
          add(column.type(), found);
        }
        if (!column.fields().isEmpty() && seen.add(column.fields())) {
          open.addAll(column.fields());
        }
      }
    }
    return found;
  }

  private static void add(ColumnType type, Map<List<String>, ColumnType> found) {
    ColumnType next = type;
    while (next != null) {
      Identity identity = next.identity();
      if (identity != null && identity.kind() == Kind.ENUM) {
        found.putIfAbsent(List.of(identity.schema(), identity.name()), next);
      }
      next = inner(identity);
    }
  }

  private static @Nullable ColumnType inner(@Nullable Identity identity) {
    return identity == null ? null : identity.inner();
  }
}
