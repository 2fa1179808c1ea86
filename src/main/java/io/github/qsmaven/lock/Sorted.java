package io.github.qsmaven.lock;

import static java.util.Comparator.comparing;

import io.github.qsmaven.model.CodePointOrder;
import io.github.qsmaven.model.ForeignKey;
import io.github.qsmaven.model.LockedStatement;
import io.github.qsmaven.model.LockedTable;
import io.github.qsmaven.model.LockedType;
import io.github.qsmaven.model.TableName;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The order of the parts of a lock: by code point, whatever the server or a user wrote. */
final class Sorted {
  private static final Comparator<List<String>> LISTS =
      (a, b) -> {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
          int order = CodePointOrder.INSTANCE.compare(a.get(i), b.get(i));
          if (order != 0) {
            return order;
          }
        }
        return Integer.compare(a.size(), b.size());
      };

  private Sorted() {}

  static List<LockedTable> tables(Collection<LockedTable> tables) {
    return tables.stream().sorted(comparing(LockedTable::name, TableName.ORDER)).toList();
  }

  static List<LockedType> types(Collection<LockedType> types) {
    return types.stream().sorted(comparing(LockedType::name, CodePointOrder.INSTANCE)).toList();
  }

  /** Sorts statements, of several with one fingerprint only the first. */
  static List<LockedStatement> statements(Collection<LockedStatement> statements) {
    Map<String, LockedStatement> distinct = new LinkedHashMap<>();
    statements.forEach(statement -> distinct.putIfAbsent(statement.fingerprint(), statement));
    return distinct.values().stream()
        .map(Sorted::reads)
        .sorted(comparing(LockedStatement::fingerprint, CodePointOrder.INSTANCE))
        .toList();
  }

  private static LockedStatement reads(LockedStatement statement) {
    return new LockedStatement(
        statement.fingerprint(),
        statement.reads().stream().distinct().sorted(TableName.ORDER).toList(),
        statement.result(),
        statement.parameters(),
        statement.notChecked());
  }

  static List<List<String>> unique(Collection<List<String>> keys) {
    return keys.stream().distinct().sorted(LISTS).toList();
  }

  /** Sorts foreign keys, without their names, which servers generate. */
  static List<ForeignKey> foreign(Collection<ForeignKey> keys) {
    return keys.stream()
        .map(key -> new ForeignKey(null, key.columns(), key.references(), key.referencedColumns()))
        .distinct()
        .sorted(
            comparing(ForeignKey::columns, LISTS)
                .thenComparing(ForeignKey::references, TableName.ORDER)
                .thenComparing(ForeignKey::referencedColumns, LISTS))
        .toList();
  }
}
