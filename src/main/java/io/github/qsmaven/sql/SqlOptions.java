package io.github.qsmaven.sql;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * How files of SQL are read and what is sent of them.
 *
 * @param dialect the dialect of the files
 * @param postgres whether the server is PostgreSQL
 * @param placeholders the kinds that are placeholders; the others are sent as they are written
 * @param values the values of placeholders by their names, as they are to be put into the text
 */
public record SqlOptions(
    SqlDialect dialect,
    boolean postgres,
    Set<PlaceholderKind> placeholders,
    Map<String, String> values) {
  public SqlOptions {
    placeholders = Set.copyOf(placeholders);
    values = Map.copyOf(values);
  }

  /**
   * How files are read of which only the names matter.
   *
   * @param postgres whether the server is PostgreSQL
   */
  public static SqlOptions ofNames(boolean postgres) {
    return new SqlOptions(
        postgres ? SqlDialect.POSTGRESQL : SqlDialect.QUERY_SERVICE,
        postgres,
        EnumSet.allOf(PlaceholderKind.class),
        Map.of());
  }
}
