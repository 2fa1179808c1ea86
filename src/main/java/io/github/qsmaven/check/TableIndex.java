package io.github.qsmaven.check;

import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tables that expectations mean: one that the search path finds by its bare name, else
 * one with that schema and name, else one with that bare name in a schema that was searched; all
 * with the case as written first, and then in any.
 */
final class TableIndex {
  private final Map<TableName, Entry> entries = new LinkedHashMap<>();
  private final Map<String, List<Entry>> byName = new HashMap<>();
  private final Map<String, List<Entry>> byQualifiedName = new HashMap<>();

  /**
   * A table that is there.
   *
   * @param name its name
   * @param table what is known of it; null if only that it is there
   */
  record Entry(TableName name, @Nullable Table table) {
    private boolean visible() {
      return table != null && table.visible();
    }

    String listedName() {
      return table == null ? name.qualified() : table.listedName();
    }
  }

  TableIndex(SchemaDetails structure) {
    structure.catalog().tables().forEach(table -> add(new Entry(table.name(), table)));
    structure
        .relations()
        .values()
        .forEach(relation -> add(new Entry(relation.table().name(), relation.table())));
    structure.notRead().keySet().forEach(name -> add(new Entry(name, null)));
    Set<String> searched = new HashSet<>(structure.catalog().schemas());
    structure.catalog().tables().forEach(table -> searched.add(table.name().schema()));
    entries.values().forEach(entry -> index(entry, searched));
  }

  private void add(Entry entry) {
    entries.putIfAbsent(entry.name(), entry);
  }

  private void index(Entry entry, Set<String> searched) {
    if (entry.visible() || searched.contains(entry.name().schema())) {
      byName.computeIfAbsent(fold(entry.name().name()), key -> new ArrayList<>(1)).add(entry);
    }
    byQualifiedName
        .computeIfAbsent(fold(entry.name().qualified()), key -> new ArrayList<>(1))
        .add(entry);
  }

  /**
   * The tables that an expectation may mean.
   *
   * @param expected the expectation
   * @return none if there is none; more than one if it cannot be told which is meant
   */
  List<Entry> meant(TableReference expected) {
    String text = expected.text();
    List<Entry> named = byName.getOrDefault(fold(text), List.of());
    List<Entry> qualified = byQualifiedName.getOrDefault(fold(text), List.of());
    List<Entry> exact = named.stream().filter(entry -> entry.name().name().equals(text)).toList();
    List<Entry> exactQualified =
        qualified.stream().filter(entry -> entry.name().qualified().equals(text)).toList();
    return List.of(
            exact.stream().filter(Entry::visible).toList(),
            exactQualified,
            exact,
            named.stream().filter(Entry::visible).toList(),
            qualified,
            named)
        .stream()
        .filter(found -> !found.isEmpty())
        .findFirst()
        .map(TableIndex::sorted)
        .orElse(List.of());
  }

  private static List<Entry> sorted(List<Entry> found) {
    return found.stream()
        .sorted(
            (a, b) -> CodePointOrder.INSTANCE.compare(a.name().qualified(), b.name().qualified()))
        .toList();
  }

  /** Whether an expectation is written with another case than the name of the table it means. */
  static boolean differsInCase(TableReference expected, Entry entry) {
    return !expected.text().equals(entry.name().name())
        && !expected.text().equals(entry.name().qualified());
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
