package io.github.qsmaven.model;

import java.util.List;

/**
 * How much of the contracts was held against the server.
 *
 * @param tables the tables that are demanded; one that two contracts demand counts twice
 * @param tablesChecked those of which it is known whether they are there, and what is in them
 * @param columns the columns and fields that are demanded
 * @param columnsChecked those of which it is known whether they are there
 * @param unchecked what was not held against the server
 */
public record Coverage(
    int tables, int tablesChecked, int columns, int columnsChecked, List<Unchecked> unchecked) {
  /** Copies. */
  public Coverage {
    unchecked = List.copyOf(unchecked);
  }
}
