package io.github.qsmaven.model;

import java.util.List;

/**
 * How much of what is expected was checked. Of a check of SQL, a statement counts as a table.
 *
 * @param tables the number of expected tables; one that two contracts expect counts twice
 * @param columns the number of expected columns and fields
 * @param checked the tables of which it is known whether they are there, and what is in them, and
 *     the columns of which it is known whether they are there; table by table, as in the contract
 * @param unchecked what was not checked
 * @param expectedTables each expected table once, in the order in which the user wrote them;
 *     without those that a filter excludes
 */
public record Coverage(
    int tables,
    int columns,
    List<Checked> checked,
    List<Unchecked> unchecked,
    List<TableStatus> expectedTables) {
  /** Nothing was expected. */
  public static final Coverage NONE = new Coverage(0, 0, List.of(), List.of(), List.of());

  public Coverage {
    checked = List.copyOf(checked);
    unchecked = List.copyOf(unchecked);
    expectedTables = List.copyOf(expectedTables);
  }

  /** How many tables were checked. */
  public int tablesChecked() {
    int count = 0;
    for (Checked check : checked) {
      count += check.column() == null ? 1 : 0;
    }
    return count;
  }

  /** How many columns and fields were checked. */
  public int columnsChecked() {
    return checked.size() - tablesChecked();
  }
}
