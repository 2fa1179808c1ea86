package io.github.qsmaven.testing.queryservice;

import java.util.List;

/** The columns of {@code SHOW TABLES}, in each documented shape. */
public enum ShowTables {
  /** Guide, best-practices/writing-queries.md and creating-queries/datasets-and-tables.md. */
  RESOLVED("name", "dataSetId", "dataSet", "description", "resolved"),
  /** Adobe's comprehensive tutorial of 2024 and later, database {@code tech-insiders:all}. */
  LABELS("name", "dataSetId", "dataSet", "description", "labels"),
  /** Guide, best-practices/organize-data-assets.md, connected to {@code databaseA.schema1}. */
  NAME_AND_TYPE("name", "type");

  @SuppressWarnings("ImmutableEnumChecker") // created by List.of
  private final List<String> columns;

  ShowTables(String... columns) {
    this.columns = List.of(columns);
  }

  /** Their names, in order. */
  public List<String> columns() {
    return columns;
  }
}
