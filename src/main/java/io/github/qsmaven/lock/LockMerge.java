package io.github.qsmaven.lock;

import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedColumn;
import io.github.qsmaven.model.LockedStatement;
import io.github.qsmaven.model.LockedTable;
import io.github.qsmaven.model.LockedType;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.types.CanonicalType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Accepts the changes of some tables into a lock. */
public final class LockMerge {
  /**
   * Merges two locks.
   *
   * @param old the lock
   * @param fresh the state of the server
   * @param accepted the tables whose changes are accepted, also those that are gone
   * @return the accepted tables and the statements that read them, or are new, as in the fresh
   *     lock; all others as in the old one. A type that both need is as in the fresh one.
   */
  public Lock merged(Lock old, Lock fresh, Set<TableName> accepted) {
    List<LockedTable> kept =
        old.tables().stream().filter(table -> !accepted.contains(table.name())).toList();
    List<LockedTable> taken =
        fresh.tables().stream().filter(table -> accepted.contains(table.name())).toList();
    Map<String, LockedType> types = used(kept, old.types());
    types.putAll(used(taken, fresh.types()));
    List<LockedTable> tables = new ArrayList<>(kept);
    tables.addAll(taken);
    return new Lock(
        fresh.exact(),
        fresh.postgres(),
        fresh.catalog(),
        fresh.schemas(),
        Sorted.tables(tables),
        Sorted.types(types.values()),
        Sorted.statements(statements(old, fresh, accepted)));
  }

  private static List<LockedStatement> statements(Lock old, Lock fresh, Set<TableName> accepted) {
    Map<String, LockedStatement> now = new LinkedHashMap<>();
    fresh.statements().forEach(statement -> now.put(statement.fingerprint(), statement));
    List<LockedStatement> statements = new ArrayList<>();
    for (LockedStatement statement : old.statements()) {
      LockedStatement other = now.remove(statement.fingerprint());
      if (reads(statement, accepted) || (other != null && reads(other, accepted))) {
        if (other != null) {
          statements.add(other);
        }
      } else {
        statements.add(statement);
      }
    }
    statements.addAll(now.values());
    return statements;
  }

  private static boolean reads(LockedStatement statement, Set<TableName> tables) {
    return !Collections.disjoint(statement.reads(), tables);
  }

  /** The types of some columns, and the types inside these. */
  private static Map<String, LockedType> used(List<LockedTable> tables, List<LockedType> types) {
    Map<String, LockedType> known = new HashMap<>();
    types.forEach(type -> known.put(type.name(), type));
    Map<String, LockedType> used = new HashMap<>();
    Deque<String> names = new ArrayDeque<>();
    for (LockedTable table : tables) {
      List<LockedColumn> columns = table.columns();
      addTypes(columns == null ? List.of() : columns, names);
    }
    while (!names.isEmpty()) {
      LockedType type = known.get(CanonicalType.plain(names.pop()));
      if (type != null && used.put(type.name(), type) == null) {
        if (type.base() != null) {
          names.push(type.base());
        }
        addTypes(type.fields(), names);
      }
    }
    return used;
  }

  private static void addTypes(List<LockedColumn> columns, Deque<String> names) {
    for (LockedColumn column : columns) {
      if (column.type().physicalType() != null) {
        names.push(column.type().physicalType());
      }
      addTypes(column.fields(), names);
    }
  }
}
