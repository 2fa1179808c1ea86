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
 * @param view what Query Service reports of a view; null if it is none, or not reported
 * @param partitioned whether the catalog reports that it is a partitioned table
 */
public record Table(
    TableName name,
    TableType type,
    boolean visible,
    @Nullable String comment,
    @Nullable Dataset dataset,
    @Nullable ViewInfo view,
    boolean partitioned) {

  /** A table without a dataset. */
  public Table(TableName name, TableType type, boolean visible, @Nullable String comment) {
    this(name, type, visible, comment, null);
  }

  /** A table with a dataset. */
  public Table(
      TableName name,
      TableType type,
      boolean visible,
      @Nullable String comment,
      @Nullable Dataset dataset) {
    this(name, type, visible, comment, dataset, null, false);
  }

  /** By hand: in a list, no two tables have the same name. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /**
   * The same table with a dataset.
   *
   * @param known the dataset; null if the server does not report it
   */
  public Table with(@Nullable Dataset known) {
    return new Table(name, type, visible, comment, known, view, partitioned);
  }

  /**
   * The same view with what Query Service reports of it.
   *
   * @param known null if the server does not report it
   */
  public Table withView(@Nullable ViewInfo known) {
    return new Table(name, type, visible, comment, dataset, known, partitioned);
  }

  /** The same as a partitioned table. */
  public Table asPartitioned() {
    return new Table(name, type, visible, comment, dataset, view, true);
  }

  /**
   * The name in lists: bare if the search path finds the table, otherwise qualified; in quotes if
   * it would otherwise read as the quoted name of another table.
   */
  public String listedName() {
    String text = visible ? name.name() : name.qualified();
    return TableName.ofQuoted(text) == null ? text : name.quoted();
  }
}
