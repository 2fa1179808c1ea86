package io.github.qsmaven.check;

import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which tables of a list are demanded, and what is demanded beyond it. */
public final class ListedExpectations {
  private final Set<Table> listed = new LinkedHashSet<>();
  private final List<ExpectedTable> unlisted = new ArrayList<>();

  /**
   * @param catalog the list
   * @param filter what was asked for
   * @param expected what is demanded
   */
  public ListedExpectations(Catalog catalog, NameFilter filter, List<ExpectedTable> expected) {
    TableIndex index = new TableIndex(new SchemaDetails(catalog, Map.of(), Map.of()));
    FilteredOut filteredOut = new FilteredOut(catalog, filter);
    for (ExpectedTable relation : expected) {
      List<TableIndex.Entry> meant = index.meant(relation.name());
      if (meant.isEmpty() && !filteredOut.contains(relation.name())) {
        unlisted.add(relation);
      } else if (meant.size() == 1 && !relation.columns().isEmpty()) {
        Table table = meant.get(0).table();
        if (table != null) {
          listed.add(table);
        }
      }
    }
  }

  /** Those that are listed, and of which columns are demanded. */
  public Collection<Table> listed() {
    return listed;
  }

  /** What no listed table meets, though no filter leaves it out. */
  public List<ExpectedTable> unlisted() {
    return unlisted;
  }
}
