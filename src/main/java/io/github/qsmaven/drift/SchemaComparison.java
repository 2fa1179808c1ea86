package io.github.qsmaven.drift;

import io.github.qsmaven.model.FindingCode;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedColumn;
import io.github.qsmaven.model.LockedTable;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TableType;
import io.github.qsmaven.types.TypeChanges;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares two states of a schema by meaning. What one of them does not know is no difference, and
 * what follows from another difference is none of its own: the key of a column that is gone, or the
 * NOT NULL of a table that became a view. For one thread.
 */
public final class SchemaComparison {
  private static final String NOTHING = "nothing";

  private final Lock before;
  private final Lock after;
  private final ColumnComparison columns;

  /**
   * @param before the state before
   * @param after the state after: all tables of the state before that are still there, also those
   *     that the credential may not read
   */
  public SchemaComparison(Lock before, Lock after) {
    this.before = before;
    this.after = after;
    boolean sameCatalog = !before.exact() || before.catalog() == after.catalog();
    TypeChanges types = new TypeChanges(before.types(), after.types(), sameCatalog);
    this.columns = new ColumnComparison(before, after, types);
  }

  /**
   * The differences, by table; those of a table as a whole first, then those of its columns in the
   * order before, added ones last.
   */
  public List<Difference> differences() {
    Map<TableName, LockedTable> were = byName(before.tables());
    Map<TableName, LockedTable> are = byName(after.tables());
    Map<TableName, ColumnChanges> changes = new HashMap<>();
    for (LockedTable table : before.tables()) {
      LockedTable now = are.get(table.name());
      List<LockedColumn> wasColumns = table.columns();
      List<LockedColumn> isColumns = now == null ? null : now.columns();
      if (now != null && wasColumns != null && isColumns != null) {
        ColumnChanges ofTable = columns.compare(table, wasColumns, now, isColumns);
        if (!ofTable.isEmpty()) {
          changes.put(table.name(), ofTable);
        }
      }
    }
    KeyComparison keys = new KeyComparison(before.exact(), were, are, changes);
    List<Difference> differences = new ArrayList<>();
    for (LockedTable table : before.tables()) {
      LockedTable now = are.get(table.name());
      if (now == null) {
        String was = article(table.type());
        differences.add(
            new TableSides(table, table.listedName())
                .difference(FindingCode.TABLE_GONE, was, NOTHING, ""));
      } else {
        compare(table, now, changes.getOrDefault(table.name(), ColumnChanges.NONE), keys)
            .forEach(differences::add);
      }
    }
    if (before.exact()) {
      for (LockedTable table : after.tables()) {
        if (!were.containsKey(table.name())) {
          differences.add(added(table));
        }
      }
    }
    differences.sort(Comparator.comparing(Difference::table, TableName.ORDER));
    return differences;
  }

  private static Map<TableName, LockedTable> byName(List<LockedTable> tables) {
    Map<TableName, LockedTable> byName = new HashMap<>(tables.size() * 2);
    tables.forEach(table -> byName.put(table.name(), table));
    return byName;
  }

  private List<Difference> compare(
      LockedTable was, LockedTable is, ColumnChanges changes, KeyComparison keys) {
    List<Difference> differences = new ArrayList<>();
    TableSides sides = new TableSides(was, is.listedName());
    TableType type = was.type();
    TableType now = is.type();
    boolean typesKnown =
        (!before.exact() || before.catalog().reportsTypes()) && after.catalog().reportsTypes();
    boolean isOtherType = false;
    if (typesKnown && type != null && now != null && type != now) {
      isOtherType = true;
      differences.add(
          sides.difference(FindingCode.TABLE_TYPE_CHANGED, words(type), words(now), ""));
    }
    if (before.exact() && was.visible() && !is.visible()) {
      differences.add(
          sides.difference(
              FindingCode.TABLE_GONE,
              article(type) + " that the search path finds",
              article(now) + " that it does not find without its schema",
              ""));
    }
    if (was.readable() && !is.readable()) {
      differences.add(
          sides.difference(
              FindingCode.NO_LONGER_READABLE,
              article(type) + " that can be read",
              article(now) + " that this credential may not read",
              ""));
    }
    for (Difference difference : changes.differences()) {
      boolean isGone =
          difference.path().size() == 1 && changes.gone().contains(difference.path().get(0));
      String why = isGone ? KeyComparison.goneWith(difference.path().get(0), was, is) : "";
      differences.add(why.isEmpty() ? difference : difference.withWhy(why));
    }
    if (!isOtherType) {
      differences.addAll(keys.compare(was, is));
    }
    if (was.at() == null && is.at() == null) {
      differences.addAll(new DescriptionComparison(was, sides).compare(is));
    }
    return differences;
  }

  private static Difference added(LockedTable table) {
    return new Difference(
        FindingCode.TABLE_ADDED,
        table.name(),
        table.listedName(),
        List.of(),
        NOTHING,
        article(table.type()),
        "",
        null,
        null);
  }

  private static String words(TableType type) {
    return type.word().replace('-', ' ');
  }

  private static String article(@Nullable TableType type) {
    return "a " + words(type == null ? TableType.TABLE : type);
  }
}
