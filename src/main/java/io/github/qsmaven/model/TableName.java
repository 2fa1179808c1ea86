package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

/**
 * The name of a table and of its schema, each exactly as the server spells it: unquoted, with its
 * case.
 *
 * @param schema the schema
 * @param name the table
 */
public record TableName(String schema, String name) {
  /** Refuses nulls. */
  public TableName {
    requireNonNull(schema, "schema is null");
    requireNonNull(name, "name is null");
  }

  /** {@code schema.name}; not an SQL identifier, since nothing is quoted. */
  public String qualified() {
    return schema + "." + name;
  }
}
