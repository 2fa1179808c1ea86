package io.github.qsmaven.check;

import io.github.qsmaven.check.CaseIndex.Match;
import io.github.qsmaven.check.TableIndex.Entry;
import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.Catalog;
import io.github.qsmaven.model.ExpectedTable;
import io.github.qsmaven.model.NameFilter;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The expected tables that a catalog lists, and those that it does not list. */
public final class ListedExpectations {
  private final FilteredOut filteredOut;
  private final CaseRule rule;
  private final TableIndex index;
  private final Set<Table> withColumns = new LinkedHashSet<>();
  private final Map<TableReference, TableReference> listed = new LinkedHashMap<>();
  private final Map<TableReference, TableName> tables = new LinkedHashMap<>();
  private final List<ExpectedTable> unlisted = new ArrayList<>();

  /**
   * @param catalog what is listed
   * @param filter the filter of the catalog
   * @param rule how the case of names counts
   * @param expected the expected tables
   */
  public ListedExpectations(
      Catalog catalog, NameFilter filter, CaseRule rule, List<ExpectedTable> expected) {
    this.filteredOut = new FilteredOut(catalog, filter);
    this.rule = rule;
    index =
        new TableIndex(
            SchemaDetails.of(catalog),
            rule,
            expected.stream().map(ExpectedTable::name).toList(),
            true);
    for (ExpectedTable table : expected) {
      Match<Entry> match = index.lookUp(table.name());
      boolean there = !match.found().isEmpty() && !match.differsInCase();
      if ((!there || isBareNameWithDot(table.name(), match.found().get(0)))
          && !filteredOut.contains(table.name())) {
        unlisted.add(table);
      }
      if (there) {
        Entry entry = match.found().get(0);
        listed.put(table.name(), new TableReference(table.name().spelling(entry.name())));
        tables.put(table.name(), entry.name());
      }
      Table only = match.found().size() == 1 ? match.found().get(0).table() : null;
      if (only != null && table.needsDetails()) {
        withColumns.add(only);
      }
    }
  }

  /** Whether another table, in a schema that was not searched, may have the name as well. */
  private static boolean isBareNameWithDot(TableReference name, Entry entry) {
    return name.isBareNameOf(entry.name()) && !name.qualifiedReadings().isEmpty();
  }

  /** The listed table of each expected name, as far as there is one. */
  public Map<TableReference, TableName> tables() {
    return tables;
  }

  /** The listed tables of which columns are expected. */
  public Collection<Table> withColumns() {
    return withColumns;
  }

  /** The expected tables that are listed, each with its name as the server spells it. */
  public Map<TableReference, TableReference> listed() {
    return listed;
  }

  /**
   * The expected tables that are not listed, or only by one of several readings of their names, and
   * that the filter does not exclude.
   */
  public List<ExpectedTable> unlisted() {
    return unlisted;
  }

  /**
   * The names by which to probe an unlisted table, in this order. There are none if the server may
   * ignore case and lists the table of a rival, which would answer instead.
   *
   * @param table the table
   */
  public List<TableReference> spellings(TableReference table) {
    Set<String> rivals = index.rivals(table);
    if (rule == CaseRule.ANY
        && rivals.stream().map(TableReference::new).anyMatch(listed::containsKey)) {
      return List.of();
    }
    return index.rule(table).spellings(table.text()).stream()
        .map(TableReference::new)
        .filter(name -> name.equals(table) || !filteredOut.contains(name))
        .toList();
  }

  /**
   * The spellings by which to probe an unlisted table after {@link #spellings}: those in any other
   * case, if the rule accepts them.
   *
   * @param table the table
   * @param alike tables whose names differ from it in case at most
   * @return the spellings, each with the tables that have it
   */
  public Map<TableReference, List<TableName>> inAnyCase(
      TableReference table, Collection<TableName> alike) {
    if (index.rule(table) != CaseRule.ANY) {
      return Map.of();
    }
    List<String> probed = rule.spellings(table.text());
    Map<TableReference, List<TableName>> spellings = new LinkedHashMap<>();
    for (TableName name : alike) {
      String spelling = table.spelling(name);
      if (!probed.contains(spelling)) {
        spellings
            .computeIfAbsent(new TableReference(spelling), key -> new ArrayList<>(1))
            .add(name);
      }
    }
    return spellings;
  }
}
