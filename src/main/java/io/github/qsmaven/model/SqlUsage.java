package io.github.qsmaven.model;

import java.util.List;
import java.util.Map;

/**
 * What the project's own SQL is, and which tables it names.
 *
 * @param files the number of files
 * @param statements all statements, file by file
 * @param readers the tables of the catalog that are named in a statement, by their listed names,
 *     with these statements
 */
public record SqlUsage(
    int files, List<SqlStatement> statements, Map<String, List<SqlStatement>> readers) {
  public SqlUsage {
    statements = List.copyOf(statements);
  }
}
