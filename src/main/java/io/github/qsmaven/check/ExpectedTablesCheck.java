package io.github.qsmaven.check;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableReference;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Holds expected tables against a catalog. An expectation is met by a listed table whose bare name
 * it is, or whose {@code schema.name}.
 */
public final class ExpectedTablesCheck {
  private final Catalog catalog;

  /**
   * @param catalog what is listed
   */
  public ExpectedTablesCheck(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * The expectations that no listed table meets, in one pass over the tables.
   *
   * @param expected what is expected
   * @return those unmet, in the order given
   */
  public List<TableReference> unlisted(List<TableReference> expected) {
    Set<String> unmet = new HashSet<>();
    boolean qualified = false;
    for (TableReference table : expected) {
      unmet.add(table.text());
      qualified |= table.text().indexOf('.') >= 0;
    }
    for (Table table : catalog.tables()) {
      if (unmet.isEmpty()) {
        break;
      }
      unmet.remove(table.name().name());
      if (qualified) {
        unmet.remove(table.name().qualified());
      }
    }
    return expected.stream().filter(table -> unmet.contains(table.text())).toList();
  }
}
