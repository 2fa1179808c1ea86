package io.github.qsmaven.catalog;

import io.github.qsmaven.catalog.PgKeys.Keys;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TypeShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns attributes into columns: adds the shapes of their types, and the fields of composite types,
 * to any depth. A composite type inside itself, which PostgreSQL forbids, has no fields there.
 */
final class TypeTree {
  /**
   * A type.
   *
   * @param shape the shape; {@code SCALAR} for a domain
   * @param inner the key of the element type of an array, or of the base type of a domain; null: it
   *     is neither
   * @param notNull whether it is a domain that does not allow nulls
   * @param attributes the fields of a composite type
   */
  record TypeParts(
      TypeShape shape, @Nullable String inner, boolean notNull, List<Attribute> attributes) {

    /** Returns a type that has no parts, or whose parts are unknown. */
    static TypeParts plain(TypeShape shape) {
      return new TypeParts(shape, null, false, List.of());
    }

    boolean isDomain() {
      return shape == TypeShape.SCALAR && inner != null;
    }
  }

  private static final TypeParts UNKNOWN = TypeParts.plain(TypeShape.UNKNOWN);

  private final Map<String, TypeParts> types;
  private final Map<String, List<Column>> fields = new HashMap<>();
  private final Map<ColumnType, ColumnType> shared = new HashMap<>();

  /**
   * @param types the types by their keys
   */
  TypeTree(Map<String, TypeParts> types) {
    this.types = types;
  }

  /**
   * Returns tables with their columns and keys.
   *
   * @param tables the tables by oid
   * @param attributes the attributes of each table; those that are used are removed, to free memory
   * @param keys the keys of the tables that have some
   * @return the tables that have attributes
   */
  Map<TableName, TableDetails> tables(
      Map<Long, Table> tables, Map<Long, List<Attribute>> attributes, Map<Long, Keys> keys) {
    Map<TableName, TableDetails> details = new HashMap<>();
    tables.forEach(
        (oid, table) -> {
          List<Attribute> own = attributes.remove(oid);
          if (own != null) {
            Keys ofTable = keys.getOrDefault(oid, Keys.NONE);
            details.put(
                table.name(),
                new TableDetails(table, columns(own), ofTable.primary(), ofTable.foreign()));
          }
        });
    return details;
  }

  /** Returns the columns that were not dropped, in their order. */
  List<Column> columns(List<Attribute> attributes) {
    List<Column> columns = new ArrayList<>(attributes.size());
    for (Attribute attribute : attributes) {
      if (!attribute.dropped()) {
        columns.add(column(attribute));
      }
    }
    return columns;
  }

  private Column column(Attribute attribute) {
    boolean notNull = attribute.notNull();
    String name = attribute.type();
    TypeParts type = type(name);
    // An untrusted server may return domains that are based on each other.
    Set<String> seen = new HashSet<>();
    while (type.isDomain() && seen.add(name)) {
      notNull |= type.notNull();
      name = String.valueOf(type.inner());
      type = type(name);
    }
    ColumnType columnType = new ColumnType(attribute.spelling(), type.shape());
    ColumnType known = shared.putIfAbsent(columnType, columnType);
    return new Column(
        attribute.name(),
        attribute.number(),
        known == null ? columnType : known,
        !notNull,
        attribute.defaultValue(),
        attribute.comment(),
        fields(name, seen));
  }

  private TypeParts type(String name) {
    return types.getOrDefault(name, UNKNOWN);
  }

  /** Returns the fields of a composite type, also of one inside arrays and domains. */
  private List<Column> fields(String name, Set<String> seen) {
    String inner = name;
    TypeParts type = type(inner);
    while (type.inner() != null && seen.add(inner)) {
      inner = type.inner();
      type = type(inner);
    }
    if (type.attributes().isEmpty()) {
      return List.of();
    }
    List<Column> known = fields.get(inner);
    if (known == null) {
      fields.put(inner, List.of());
      known = columns(type.attributes());
      fields.put(inner, known);
    }
    return known;
  }
}
