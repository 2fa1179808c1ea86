package io.github.qsmaven.catalog;

import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.Glob;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.Table;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A condition of a query.
 *
 * @param sql the condition, with a {@code ?} for each value; empty: every row meets it
 * @param values the values, in order
 */
record Condition(String sql, List<Object> values) {
  /** Servers limit the number of parameters of a statement; PostgreSQL's limit is 65,535. */
  private static final int MAX_NAMES = 1_000;

  /** Compares a column with some values, at least one. */
  static Condition in(String column, Collection<String> values) {
    return new Condition(
        column + " IN (?" + ", ?".repeat(values.size() - 1) + ")", List.copyOf(values));
  }

  /** Splits names into lists that fit into one statement each. */
  static List<List<String>> batches(List<String> names) {
    List<List<String>> batches = new ArrayList<>();
    for (int start = 0; start < names.size(); start += MAX_NAMES) {
      batches.add(names.subList(start, Math.min(names.size(), start + MAX_NAMES)));
    }
    return batches;
  }

  /**
   * Selects some tables: few by schema and name, many by schema alone. Other tables meet the
   * condition too: those of the same name in another of the schemas, and with many tables all of
   * the schemas.
   *
   * @param tables the tables, at least one
   * @param schema the column of the schema
   * @param name the column of the name
   */
  static Condition selecting(Collection<Table> tables, String schema, String name) {
    Set<String> schemas = new LinkedHashSet<>();
    Set<String> names = new LinkedHashSet<>();
    for (Table table : tables) {
      schemas.add(table.name().schema());
      names.add(table.name().name());
    }
    Condition inSchemas = in(schema, schemas);
    return names.size() <= MAX_NAMES ? inSchemas.and(in(name, names)) : inSchemas;
  }

  /**
   * Filters names with {@code LIKE} and {@code OR}, which any server may support.
   *
   * @param filter the names to select
   * @param schema the column of the schema
   * @param name the column of the name
   */
  static Condition matching(NameFilter filter, String schema, String name) {
    return matching(filter, globs -> anyOf(globs, schema, name));
  }

  /**
   * Filters names.
   *
   * @param filter the names to select
   * @param anyOf the condition that a name matches one of some patterns
   */
  static Condition matching(NameFilter filter, Function<List<Glob>, Condition> anyOf) {
    return group("(", filter.includes(), anyOf).and(group("NOT (", filter.excludes(), anyOf));
  }

  private static Condition group(
      String open, List<Glob> globs, Function<List<Glob>, Condition> anyOf) {
    Condition any = globs.isEmpty() ? new Condition("", List.of()) : anyOf.apply(globs);
    return globs.isEmpty() ? any : new Condition(open + any.sql + ")", any.values);
  }

  private static Condition anyOf(List<Glob> globs, String schema, String name) {
    List<String> alternatives = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (Glob glob : globs) {
      alternatives.add(name + " LIKE ?");
      values.add(glob.toLike());
      if (glob.hasDot()) {
        alternatives.add(schema + " || '.' || " + name + " LIKE ?");
        values.add(glob.toLike());
      }
    }
    return new Condition(String.join(" OR ", alternatives), values);
  }

  /**
   * Counts rows that meet the condition.
   *
   * @param session the session to use
   * @param from the relations of the rows
   * @return the number of rows; {@link PageReader#UNKNOWN} if the server returns none
   */
  long count(Session session, String from) throws SQLException {
    String query = "SELECT count(*) FROM " + from + " WHERE " + sql;
    List<Long> counts = session.query(query, values, row -> row.getLong(1));
    return counts.isEmpty() ? PageReader.UNKNOWN : counts.get(0);
  }

  Condition and(String condition) {
    return and(new Condition(condition, List.of()));
  }

  Condition and(Condition other) {
    if (sql.isEmpty() || other.sql.isEmpty()) {
      return sql.isEmpty() ? other : this;
    }
    List<Object> both = new ArrayList<>(values);
    both.addAll(other.values);
    return new Condition(sql + " AND " + other.sql, both);
  }
}
