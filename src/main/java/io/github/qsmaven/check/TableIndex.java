package io.github.qsmaven.check;

import io.github.qsmaven.check.CaseIndex.Match;
import io.github.qsmaven.model.CaseRule;
import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableReference;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the tables that expectations name. Among names of the same spelling, a table with that
 * schema and name comes first, then one that the search path finds by its bare name, then one with
 * that bare name in a schema that was searched. A name in quotes is looked up as it is written.
 */
final class TableIndex {
  private final CaseRule rule;
  private final Rivals rivals = new Rivals();
  private final Set<String> foldedNames = new HashSet<>();
  private final Set<String> searched;
  private final Set<TableName> added = new HashSet<>();
  private final CaseIndex<Entry> index;
  private boolean qualified;
  private boolean quoted;

  /**
   * A table of the server.
   *
   * @param name its name
   * @param table its entry in the catalog; null if only its existence is known
   * @param listed whether a catalog lists it
   */
  record Entry(TableName name, @Nullable Table table, boolean listed) {
    /** By hand: in an index, no two entries have the same name. */
    @Override
    public int hashCode() {
      return name.hashCode();
    }

    private boolean visible() {
      return table != null && table.visible();
    }

    String listedName() {
      return table == null ? name.qualified() : table.listedName();
    }

    private int rank(TableReference expected) {
      return !expected.isBareNameOf(name) ? 0 : visible() ? 1 : 2;
    }
  }

  /**
   * @param details the tables of the server
   * @param rule how the case of names counts
   * @param expected the tables to look up; no other is indexed
   * @param eachItsOwn whether two of these names that differ only in case need a table each
   */
  TableIndex(
      SchemaDetails details,
      CaseRule rule,
      Collection<TableReference> expected,
      boolean eachItsOwn) {
    this.rule = rule;
    this.index = new CaseIndex<>(expected.size());
    for (TableReference table : expected) {
      foldedNames.add(CaseRule.fold(table.text()));
      if (eachItsOwn) {
        rivals.add("", table.text());
      }
      qualified |= table.text().indexOf('.') >= 0;
      quoted |= table.exact() != null;
    }
    searched = new HashSet<>(details.catalog().schemas());
    if (expected.isEmpty()) {
      return;
    }
    // The views that SHOW VIEWS lists in other schemas are not found by their bare names.
    details.catalog().tables().stream()
        .filter(table -> table.view() == null)
        .forEach(table -> searched.add(table.name().schema()));
    details.catalog().tables().forEach(table -> add(new Entry(table.name(), table, true)));
    details
        .relations()
        .values()
        .forEach(table -> add(new Entry(table.table().name(), table.table(), false)));
    details.notRead().keySet().forEach(name -> add(new Entry(name, null, false)));
  }

  private void add(Entry entry) {
    TableName name = entry.name();
    if (added.contains(name)) {
      return;
    }
    boolean byBareName =
        isExpected(name.name()) && (entry.visible() || searched.contains(name.schema()));
    boolean byQualifiedName = qualified && isExpected(name.qualified());
    boolean byQuotedName = quoted && foldedNames.contains(CaseRule.fold(name.quoted()));
    if (byBareName || byQualifiedName || byQuotedName) {
      added.add(name);
      if (byBareName) {
        index.add(name.name(), entry);
      }
      if (byQualifiedName) {
        index.add(name.qualified(), entry);
      }
      if (byQuotedName) {
        index.add(name.quoted(), entry);
      }
    }
  }

  /** Whether a name is expected, and not only as another table's name in quotes. */
  private boolean isExpected(String name) {
    return foldedNames.contains(CaseRule.fold(name)) && new TableReference(name).exact() == null;
  }

  /**
   * The expected names that differ from a name only in case.
   *
   * @param expected one of the expectations
   */
  Set<String> rivals(TableReference expected) {
    return rivals.of("", expected.text());
  }

  /**
   * How the case of an expected name counts.
   *
   * @param expected one of the expectations
   */
  CaseRule rule(TableReference expected) {
    return rivals(expected).isEmpty() && expected.exact() == null ? rule : CaseRule.AS_WRITTEN;
  }

  /**
   * Looks up the tables that match an expected name.
   *
   * @param expected one of the expectations
   * @return the tables that come first, in code-point order
   */
  Match<Entry> lookUp(TableReference expected) {
    Match<Entry> match = index.lookUp(expected.text(), rule(expected), rivals(expected));
    if (match.found().size() <= 1) {
      return match;
    }
    int best = match.found().stream().mapToInt(entry -> entry.rank(expected)).min().orElse(0);
    List<Entry> found =
        match.found().stream()
            .filter(entry -> entry.rank(expected) == best)
            .sorted(
                Comparator.comparing(entry -> entry.name().qualified(), CodePointOrder.INSTANCE))
            .toList();
    return new Match<>(found, match.spellings(), match.differsInCase());
  }
}
