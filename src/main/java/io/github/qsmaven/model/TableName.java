package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

/**
 * The name of a table and of its schema, exactly as the server spells them, without quotes.
 *
 * @param schema the schema
 * @param name the table
 */
public record TableName(String schema, String name) {
  public TableName {
    requireNonNull(schema, "schema is null");
    requireNonNull(name, "name is null");
  }

  /** {@code schema.name}; not an SQL identifier, since it has no quotes. */
  public String qualified() {
    return schema + "." + name;
  }
}
