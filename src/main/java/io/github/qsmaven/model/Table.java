package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A relation that a catalog lists.
 *
 * @param name its schema and name
 * @param type what it is
 * @param visible whether the search path finds it by its bare name: its schema is on the path, and
 *     no relation of the same name stands in an earlier one
 * @param comment the comment its owner gave it, if any
 * @param dataset the dataset behind it, where the server tells
 */
public record Table(
    TableName name,
    TableType type,
    boolean visible,
    @Nullable String comment,
    @Nullable Dataset dataset) {
  /** Refuses nulls. */
  public Table {
    requireNonNull(name, "name is null");
    requireNonNull(type, "type is null");
  }

  /** A table without a dataset. */
  public Table(TableName name, TableType type, boolean visible, @Nullable String comment) {
    this(name, type, visible, comment, null);
  }

  /**
   * The same table with its dataset.
   *
   * @param known what the server tells of it; null if nothing
   */
  public Table with(@Nullable Dataset known) {
    return new Table(name, type, visible, comment, known);
  }

  /** The name under which it is listed: bare if the search path finds it, else qualified. */
  public String listedName() {
    return visible ? name.name() : name.qualified();
  }
}
