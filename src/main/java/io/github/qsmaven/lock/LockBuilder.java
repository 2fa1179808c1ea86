package io.github.qsmaven.lock;

import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ColumnType.Identity;
import io.github.qsmaven.model.ColumnType.Kind;
import io.github.qsmaven.model.ExpectedType;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedColumn;
import io.github.qsmaven.model.LockedKeys;
import io.github.qsmaven.model.LockedStatement;
import io.github.qsmaven.model.LockedTable;
import io.github.qsmaven.model.LockedType;
import io.github.qsmaven.model.SchemaDetails;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.types.CanonicalType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builds a lock of what was read of a server. */
public final class LockBuilder {
  /**
   * Builds a lock.
   *
   * @param details the tables
   * @param postgres whether the server is PostgreSQL
   * @param enumValues the values of enumerations in their order, by the name of the type as {@link
   *     CanonicalType} writes it
   * @param unreadable the tables that the credential may not read
   * @param statements the statements of the project, in any order
   * @return all tables of the details, sorted; those that could not be read are without columns
   */
  public Lock build(
      SchemaDetails details,
      boolean postgres,
      Map<String, List<String>> enumValues,
      Set<TableName> unreadable,
      List<LockedStatement> statements) {
    Types types = new Types(postgres, enumValues);
    Map<TableName, Table> listed = new HashMap<>();
    details.catalog().tables().forEach(table -> listed.put(table.name(), table));
    List<LockedTable> tables = new ArrayList<>();
    for (TableDetails read : details.relations().values()) {
      Table table = listed.getOrDefault(read.table().name(), read.table());
      tables.add(table(details, table, unreadable, types.columns(read.columns()), keys(read)));
    }
    for (TableName name : details.notRead().keySet()) {
      Table table = listed.get(name);
      if (table != null) {
        tables.add(table(details, table, unreadable, null, null));
      }
    }
    return new Lock(
        true,
        postgres,
        details.catalog().source(),
        details.catalog().schemas(),
        Sorted.tables(tables),
        Sorted.types(types.found.values()),
        Sorted.statements(statements));
  }

  private static LockedTable table(
      SchemaDetails details,
      Table table,
      Set<TableName> unreadable,
      @Nullable List<LockedColumn> columns,
      @Nullable LockedKeys keys) {
    return new LockedTable(
        table.name(),
        details.catalog().reportsTypeOf(table) ? table.type() : null,
        table.visible(),
        !unreadable.contains(table.name()),
        columns,
        keys,
        table.comment(),
        table.dataset(),
        null);
  }

  private static @Nullable LockedKeys keys(TableDetails read) {
    return read.keysReported()
        ? new LockedKeys(
            read.primaryKey(), Sorted.unique(read.uniqueKeys()), Sorted.foreign(read.foreignKeys()))
        : null;
  }

  /** Collects the types of columns. The fields inside columns are bounded, see TypeTree. */
  private static final class Types {
    private final boolean postgres;
    private final Map<String, List<String>> enumValues;
    private final Map<String, LockedType> found = new HashMap<>();

    /** The names of types, by the instance: columns share few types. */
    private final IdentityHashMap<ColumnType, ExpectedType> names = new IdentityHashMap<>();

    Types(boolean postgres, Map<String, List<String>> enumValues) {
      this.postgres = postgres;
      this.enumValues = enumValues;
    }

    List<LockedColumn> columns(List<Column> columns) {
      List<LockedColumn> locked = new ArrayList<>(columns.size());
      for (Column column : columns) {
        ColumnType type = column.type();
        ExpectedType name = name(type, !column.fields().isEmpty() || column.leftOut() != null);
        Identity element = element(type).identity();
        boolean isNamed = element != null && element.kind() == Kind.COMPOSITE;
        List<LockedColumn> fields = List.of();
        if (!column.fields().isEmpty() && !isKnown(element, isNamed)) {
          fields = columns(column.fields());
        }
        collect(type, isNamed ? fields : List.of());
        locked.add(
            new LockedColumn(
                column.name(),
                name,
                postgres && !column.nullable(),
                isNamed ? List.of() : fields,
                column.comment(),
                null));
      }
      return locked;
    }

    /** Whether the fields of a type were collected before. */
    private boolean isKnown(@Nullable Identity element, boolean isNamed) {
      if (element == null || !isNamed) {
        return false;
      }
      LockedType known = found.get(CanonicalType.qualified(element.schema(), element.name()));
      return known != null && !known.fields().isEmpty();
    }

    private ExpectedType name(ColumnType type, boolean hasFields) {
      if (type.identity() == null && type.shape() == TypeShape.ARRAY && hasFields) {
        return new ExpectedType(CanonicalType.STRUCT + CanonicalType.ARRAY, null);
      }
      return names.computeIfAbsent(
          type, some -> new ExpectedType(new CanonicalType(some).text(), null));
    }

    /** The type without arrays and domains around it. */
    private static ColumnType element(ColumnType type) {
      ColumnType inner = type;
      while (inner.identity() != null && inner.identity().inner() != null) {
        inner = inner.identity().inner();
      }
      return inner;
    }

    private void collect(ColumnType type, List<LockedColumn> fields) {
      Identity identity = type.identity();
      while (identity != null) {
        ColumnType inner = identity.inner();
        if (!identity.name().isEmpty() && identity.kind() != Kind.ARRAY) {
          String name = CanonicalType.qualified(identity.schema(), identity.name());
          LockedType known = found.get(name);
          if (known == null || (known.fields().isEmpty() && !fields.isEmpty())) {
            found.put(name, type(name, identity, fields));
          }
        }
        identity = inner == null ? null : inner.identity();
      }
    }

    private LockedType type(String name, Identity identity, List<LockedColumn> fields) {
      Kind kind = identity.kind();
      ColumnType inner = identity.inner();
      return new LockedType(
          name,
          kind,
          kind == Kind.ENUM ? enumValues.getOrDefault(name, List.of()) : List.of(),
          kind == Kind.DOMAIN && inner != null ? new CanonicalType(inner).text() : null,
          kind == Kind.COMPOSITE ? fields : List.of(),
          null);
    }
  }
}
