package io.github.qsmaven.catalog;

import io.github.qsmaven.catalog.PgKeys.Keys;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ColumnType.Identity;
import io.github.qsmaven.model.ColumnType.Kind;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TypeShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   * @param identity which type it is, without its inner type; null if that is not known
   * @param inner the key of the element type of an array, or of the base type of a domain; null: it
   *     is neither
   * @param base the base type of a domain as {@code format_type} returns it; null: it is none
   * @param notNull whether it is a domain that does not allow nulls
   * @param attributes the fields of a composite type
   */
  record TypeParts(
      TypeShape shape,
      @Nullable Identity identity,
      @Nullable String inner,
      @Nullable String base,
      boolean notNull,
      List<Attribute> attributes) {
    /** Returns a type of which only the shape is known. */
    static TypeParts plain(TypeShape shape) {
      return new TypeParts(shape, null, null, null, false, List.of());
    }

    /**
     * Returns a type of which the shape is known, and what is inside it.
     *
     * @param inner the key of the element type of an array; null for another type
     * @param attributes the fields of a composite type
     */
    static TypeParts of(TypeShape shape, @Nullable String inner, List<Attribute> attributes) {
      return new TypeParts(shape, null, inner, null, false, attributes);
    }

    /** Returns a built-in scalar of PostgreSQL, or an array of one. */
    static TypeParts builtIn(String spelling) {
      boolean isArray = spelling.endsWith(BRACKETS);
      Identity identity = isArray ? BUILT_IN_ARRAY : BUILT_IN;
      TypeShape shape = isArray ? TypeShape.ARRAY : TypeShape.SCALAR;
      return new TypeParts(shape, identity, isArray ? ELEMENT : null, null, false, List.of());
    }

    boolean isDomain() {
      return identity != null && identity.kind() == Kind.DOMAIN && inner != null;
    }
  }

  private static final String BRACKETS = "[]";

  /** The deepest nesting of domains and arrays that is followed. */
  private static final int DEEPEST = 100;

  /** The key of the element type of a built-in array; no oid. */
  private static final String ELEMENT = "element";

  private static final Identity BUILT_IN = builtIn(Kind.BUILT_IN);
  private static final Identity BUILT_IN_ARRAY = builtIn(Kind.ARRAY);
  private static final TypeParts BUILT_IN_ELEMENT =
      new TypeParts(TypeShape.SCALAR, BUILT_IN, null, null, false, List.of());

  /** Returns the identity of a built-in type, or of an array of one. */
  static Identity builtIn(Kind kind) {
    return new Identity(kind, Attribute.CATALOG, "", false, List.of(), null);
  }

  private static final TypeParts UNKNOWN = TypeParts.plain(TypeShape.UNKNOWN);

  private final Map<String, TypeParts> types;
  private final Map<String, List<Column>> fields = new HashMap<>();
  private final Map<Spelled, ColumnType> columnTypes = new HashMap<>();

  /** A type and its spelling, which depends on the modifier of the column. */
  private record Spelled(String type, String spelling) {}

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
   * @param keys the keys of the tables that have some; empty if the server does not report keys
   * @return the tables that have attributes
   */
  Map<TableName, TableDetails> tables(
      Map<Long, Table> tables,
      Map<Long, List<Attribute>> attributes,
      Optional<Map<Long, Keys>> keys) {
    Map<TableName, TableDetails> details = new HashMap<>();
    tables.forEach(
        (oid, table) -> {
          List<Attribute> own = attributes.remove(oid);
          if (own != null) {
            Keys ofTable = keys.map(some -> some.get(oid)).orElse(Keys.NONE);
            details.put(
                table.name(),
                new TableDetails(
                    table,
                    columns(own),
                    ofTable.primary(),
                    ofTable.unique(),
                    ofTable.foreign(),
                    keys.isPresent()));
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
    return new Column(
        attribute.name(),
        attribute.number(),
        columnType(new Spelled(attribute.type(), attribute.spelling()), new HashSet<>()),
        !notNull,
        attribute.defaultValue(),
        attribute.comment(),
        fields(name, seen));
  }

  private ColumnType columnType(Spelled spelled, Set<String> outside) {
    ColumnType known = columnTypes.get(spelled);
    if (known == null) {
      known = newColumnType(spelled, outside);
      columnTypes.put(spelled, known);
    }
    return known;
  }

  private ColumnType newColumnType(Spelled spelled, Set<String> outside) {
    String spelling = spelled.spelling();
    TypeParts type = type(spelled.type());
    Identity identity = type.identity();
    if (identity == null) {
      return new ColumnType(spelling, type.shape());
    }
    ColumnType inner = null;
    if (type.inner() != null && outside.size() < DEEPEST && outside.add(spelled.type())) {
      boolean isArray = spelling.endsWith(BRACKETS);
      String element = isArray ? spelling.substring(0, spelling.length() - 2) : spelling;
      inner =
          columnType(
              new Spelled(type.inner(), type.base() == null ? element : type.base()), outside);
    }
    return new ColumnType(
        spelling,
        inner == null || identity.kind() != Kind.DOMAIN ? type.shape() : inner.shape(),
        true,
        new Identity(
            identity.kind(),
            identity.schema(),
            identity.name(),
            identity.hidden(),
            identity.alike(),
            inner));
  }

  private TypeParts type(String name) {
    return name.equals(ELEMENT) ? BUILT_IN_ELEMENT : types.getOrDefault(name, UNKNOWN);
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
