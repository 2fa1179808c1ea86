package io.github.qsmaven.check;

import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.ExpectedColumn;
import io.github.qsmaven.model.ExpectedTable;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Expected names that differ only in case. Each of them needs a table or a column of its own, so
 * each matches only a name in the same case.
 */
final class Rivals {
  private record Key(String scope, String foldedName) {}

  private final Map<Key, String> spellings = new HashMap<>();
  private final Map<Key, Set<String>> rivals = new HashMap<>();

  /**
   * Adds an expected name.
   *
   * @param scope what the name is looked up in; two names in different scopes are no rivals
   * @param name the name, as it is written
   */
  void add(String scope, String name) {
    Key key = new Key(scope, CaseRule.fold(name));
    String first = spellings.putIfAbsent(key, name);
    if (first != null && !first.equals(name)) {
      Set<String> all = rivals.computeIfAbsent(key, absent -> new TreeSet<>());
      all.add(first);
      all.add(name);
    }
  }

  /**
   * The expected names that differ from a name only in case.
   *
   * @param scope the scope of the name
   * @param name an expected name
   * @return mostly none
   */
  Set<String> of(String scope, String name) {
    Set<String> all = rivals.isEmpty() ? null : rivals.get(new Key(scope, CaseRule.fold(name)));
    if (all == null) {
      return Set.of();
    }
    Set<String> others = new TreeSet<>(all);
    others.remove(name);
    return others;
  }

  /** Whether there are any. */
  boolean isEmpty() {
    return rivals.isEmpty();
  }

  /**
   * The columns and fields of a table that have rivals, by identity, each with its rivals.
   *
   * @param tables what several contracts expect of the table
   */
  static IdentityHashMap<ExpectedColumn, Set<String>> amongColumns(List<ExpectedTable> tables) {
    IdentityHashMap<ExpectedColumn, Set<String>> rivals = new IdentityHashMap<>(0);
    // Of two names that differ only in case, at most one is in lower case.
    Set<String> mixed = new HashSet<>(0);
    for (ExpectedTable table : tables) {
      visit(
          table.columns(),
          "",
          (path, column) -> {
            String folded = CaseRule.fold(column.name());
            if (!folded.equals(column.name())) {
              mixed.add(folded);
            }
          });
    }
    if (mixed.isEmpty()) {
      return rivals;
    }
    Rivals all = new Rivals();
    tables.forEach(
        table -> visit(table.columns(), "", (path, column) -> all.add(path, column.name())));
    if (!all.isEmpty()) {
      for (ExpectedTable table : tables) {
        visit(
            table.columns(),
            "",
            (path, column) -> {
              Set<String> others = all.of(path, column.name());
              if (!others.isEmpty()) {
                rivals.put(column, others);
              }
            });
      }
    }
    return rivals;
  }

  private static void visit(
      List<ExpectedColumn> columns, String path, BiConsumer<String, ExpectedColumn> visitor) {
    for (ExpectedColumn column : columns) {
      visitor.accept(path, column);
      if (column.fields().isEmpty() && column.items() == null) {
        continue;
      }
      String inside = path + column.name();
      visit(column.fields(), inside + ".", visitor);
      for (ExpectedColumn items = column.items(); items != null; items = items.items()) {
        inside += "[]";
        visit(items.fields(), inside + ".", visitor);
      }
    }
  }

  /**
   * Why case counts for a name.
   *
   * @param rivals its rivals; none: there is no reason
   * @param what {@code table} or {@code column}
   */
  static String why(Collection<String> rivals, String what) {
    return rivals.isEmpty()
        ? ""
        : String.join(", ", rivals)
            + (rivals.size() == 1 ? " is" : " are")
            + " expected as well, and names that differ only in case need a "
            + what
            + " each";
  }
}
