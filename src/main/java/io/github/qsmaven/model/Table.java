package io.github.qsmaven.model;

import org.jspecify.annotations.Nullable;

/**
 * A table, view or similar relation that a catalog lists.
 *
 * @param name its schema and name
 * @param type its type
 * @param visible whether the search path finds it by its bare name: its schema is on the path, and
 *     no earlier schema has a relation of the same name
 * @param comment its comment; null if none
 * @param dataset the dataset behind it; null if the server does not report it
 */
public record Table(
    TableName name,
    TableType type,
    boolean visible,
    @Nullable String comment,
    @Nullable Dataset dataset) {

  /** A table without a dataset. */
  public Table(TableName name, TableType type, boolean visible, @Nullable String comment) {
    this(name, type, visible, comment, null);
  }

  /**
   * The same table with a dataset.
   *
   * @param known the dataset; null if the server does not report it
   */
  public Table with(@Nullable Dataset known) {
    return new Table(name, type, visible, comment, known);
  }

  /** The name in lists: bare if the search path finds the table, otherwise qualified. */
  public String listedName() {
    return visible ? name.name() : name.qualified();
  }
}
