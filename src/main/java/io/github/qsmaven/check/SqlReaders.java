package io.github.qsmaven.check;

import io.github.qsmaven.model.SqlStatement;
import java.util.List;
import java.util.Map;

/**
 * Which tables the project's own SQL names.
 *
 * @param files the number of its files
 * @param byTable the statements, by the listed names of the tables that they name
 */
public record SqlReaders(int files, Map<String, List<SqlStatement>> byTable) {
  /** No SQL was read. */
  public static final SqlReaders NONE = new SqlReaders(0, Map.of());
}
