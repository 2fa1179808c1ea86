package io.github.qsmaven.model;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The schemas of a server, and tables in some of them, to explain why a table is missing.
 *
 * @param schemas the schemas; empty if the server does not report them
 * @param tables tables in those schemas that expected names contain, or nearly contain
 */
public record SchemaNames(Set<String> schemas, List<TableName> tables) {
  /** Nothing is known. */
  public static final SchemaNames UNKNOWN = new SchemaNames(Set.of(), List.of());

  public SchemaNames {
    schemas = Set.copyOf(schemas);
    tables = List.copyOf(tables);
  }

  /**
   * Whether a schema belongs to the system. PostgreSQL reserves the prefix {@code pg_} (its
   * documentation, "CREATE SCHEMA").
   */
  public static boolean isOfSystem(String schema) {
    return schema.startsWith("pg_") || schema.equals("information_schema");
  }

  /**
   * The schemas that a user may have meant: those of the same name in any case, and otherwise
   * similar ones.
   *
   * @param all the schemas of a server
   * @param written the names of schemas, as the user wrote them
   * @param most the maximum number of schemas for each name
   */
  public static Set<String> meant(Collection<String> all, Collection<String> written, int most) {
    SimilarNames similar =
        new SimilarNames(all.stream().filter(schema -> !isOfSystem(schema)).toList());
    Set<String> meant = new LinkedHashSet<>();
    for (String name : written) {
      List<String> same = all.stream().filter(name::equals).toList();
      meant.addAll(same.isEmpty() ? similar.nearest(name, most) : same);
    }
    return meant;
  }
}
