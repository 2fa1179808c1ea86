package io.github.qsmaven.catalog;

import static java.util.Objects.requireNonNull;

import io.github.qsmaven.catalog.PgKeys.Keys;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ColumnType.Identity;
import io.github.qsmaven.model.ColumnType.Kind;
import io.github.qsmaven.model.FieldCount;
import io.github.qsmaven.model.Table;
import io.github.qsmaven.model.TableDetails;
import io.github.qsmaven.model.TableName;
import io.github.qsmaven.model.TypeShape;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns attributes into columns: adds the shapes of their types, and the fields of composite types,
 * as far as a table has at most {@value #MOST_FIELDS} on at most {@value #MOST_LEVELS} levels. A
 * table with more keeps the columns whose fields are few, and of the others the upper levels. So
 * whoever gets the columns may expand them, and recurse.
 *
 * <p>Nothing here recurses, since a server can nest types thousands of levels deep. A composite
 * type inside itself, which PostgreSQL forbids, has no fields there.
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

    /** By hand, since it is asked for each column. */
    boolean isUnread() {
      return shape == TypeShape.UNKNOWN && identity == null && NOT_READ.equals(base);
    }

    boolean isDomain() {
      return identity != null && identity.kind() == Kind.DOMAIN && inner != null;
    }
  }

  private static final String BRACKETS = "[]";

  /** Instead of the base type of {@link #UNREAD}. */
  private static final String NOT_READ = "unread";

  /** The most fields of a table, without its columns. */
  static final int MOST_FIELDS = 10_000;

  /** The deepest nesting of fields; also of domains and arrays in each other. */
  static final int MOST_LEVELS = 100;

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

  /** A type that is nested too deep to be read. */
  static final TypeParts UNREAD =
      new TypeParts(TypeShape.UNKNOWN, null, null, NOT_READ, false, List.of());

  /**
   * The fields of a composite type.
   *
   * @param size how many there are
   * @param fields the fields, which all columns share; null if there are too many for any table
   */
  private record Expansion(FieldCount size, @Nullable List<Column> fields) {}

  private static final Expansion NO_FIELDS = new Expansion(FieldCount.NONE, List.of());

  private final Map<String, TypeParts> types;
  private final Map<String, Expansion> expansions = new HashMap<>();

  /** The composite types that are expanded, or are being expanded. */
  private final Set<String> begun = new HashSet<>();

  private final Map<Spelled, ColumnType> columnTypes = new HashMap<>();

  /** A type and its spelling, which depends on the modifier of the column. */
  private record Spelled(String type, String spelling) {
    /** By hand: it is called for each column, and linking the generated method takes 15 ms. */
    @Override
    public int hashCode() {
      return 31 * type.hashCode() + spelling.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Spelled spelled
          && type.equals(spelled.type)
          && spelling.equals(spelled.spelling);
    }
  }

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
                    columnsOfTable(own),
                    ofTable.primary(),
                    ofTable.unique(),
                    ofTable.foreign(),
                    keys.isPresent()));
          }
        });
    return details;
  }

  /** Returns the columns of a table that were not dropped, in their order. */
  List<Column> columnsOfTable(List<Attribute> attributes) {
    List<Attribute> present = new ArrayList<>(attributes.size());
    List<Expansion> expanded = new ArrayList<>(attributes.size());
    FieldCount size = FieldCount.NONE;
    for (Attribute attribute : attributes) {
      if (!attribute.dropped()) {
        Expansion expansion = expansion(attribute);
        present.add(attribute);
        expanded.add(expansion);
        if (expansion.size().fields() > 0) {
          size = size.plus(expansion.size());
        }
      }
    }
    return isWithinBounds(size) ? columns(present, expanded) : columnsWithinBounds(present);
  }

  private static boolean isWithinBounds(FieldCount size) {
    return size.fields() <= MOST_FIELDS && size.levels() <= MOST_LEVELS && !size.atLeast();
  }

  /** Returns columns with all their fields, which are within the bounds. */
  private List<Column> columns(List<Attribute> attributes, List<Expansion> expanded) {
    List<Column> columns = new ArrayList<>(attributes.size());
    for (int i = 0; i < attributes.size(); i++) {
      columns.add(column(attributes.get(i), requireNonNull(expanded.get(i).fields()), null));
    }
    return columns;
  }

  /** A column or field whose own fields follow in the same list. */
  private static final class Node {
    final Attribute attribute;
    final int level;
    List<Column> fields = List.of();
    @Nullable FieldCount leftOut;
    int first;
    int end;

    Node(Attribute attribute, int level) {
      this.attribute = attribute;
      this.level = level;
    }
  }

  /** Returns columns with the fields that are within the bounds: small columns first, by level. */
  private List<Column> columnsWithinBounds(List<Attribute> attributes) {
    List<Node> nodes = new ArrayList<>();
    attributes.forEach(attribute -> nodes.add(new Node(attribute, 0)));
    List<Node> bySize = new ArrayList<>(nodes);
    bySize.sort(Comparator.comparingLong(node -> expansion(node.attribute).size().fields()));
    long left = MOST_FIELDS;
    for (Node node : bySize) {
      Expansion all = expansion(node.attribute);
      if (all.fields() != null && all.size().fields() <= left) {
        node.fields = all.fields();
        left -= all.size().fields();
      } else {
        node.leftOut = all.size();
      }
    }
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      if (node.leftOut != null) {
        List<Attribute> fields = type(requireNonNull(composite(node.attribute))).attributes();
        if (!fields.isEmpty() && fields.size() <= left && node.level < MOST_LEVELS) {
          left -= fields.size();
          node.leftOut = null;
          node.first = nodes.size();
          for (Attribute field : fields) {
            Node inner = new Node(field, node.level + 1);
            FieldCount size = expansion(field).size();
            inner.leftOut = size.levels() == 0 ? null : size;
            nodes.add(inner);
          }
          node.end = nodes.size();
        }
      }
    }
    Column[] columns = new Column[nodes.size()];
    for (int i = columns.length - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      List<Column> inner = Arrays.asList(columns).subList(node.first, node.end);
      columns[i] = column(node.attribute, inner.isEmpty() ? node.fields : inner, node.leftOut);
    }
    return List.copyOf(Arrays.asList(columns).subList(0, attributes.size()));
  }

  /** Returns the fields of an attribute, none if there are none. */
  private Expansion expansion(Attribute attribute) {
    String composite = composite(attribute);
    if (composite == null) {
      return NO_FIELDS;
    }
    Deque<String> open = new ArrayDeque<>(List.of(composite));
    while (!open.isEmpty()) {
      String key = open.element();
      if (begun.add(key)) {
        for (Attribute field : type(key).attributes()) {
          String inner = composite(field);
          if (inner != null && !begun.contains(inner)) {
            open.push(inner);
          }
        }
      } else {
        open.pop();
        if (!expansions.containsKey(key)) {
          expansions.put(key, expand(type(key)));
        }
      }
    }
    return requireNonNull(expansions.get(composite));
  }

  /** Expands a composite type whose fields are expanded already. */
  private Expansion expand(TypeParts type) {
    if (type.isUnread()) {
      return new Expansion(FieldCount.SOME, null);
    }
    FieldCount size = FieldCount.NONE;
    for (Attribute field : type.attributes()) {
      size = size.plus(known(field).size().inField());
    }
    if (!isWithinBounds(size)) {
      return new Expansion(size, null);
    }
    List<Column> fields = new ArrayList<>(type.attributes().size());
    for (Attribute field : type.attributes()) {
      fields.add(column(field, requireNonNull(known(field).fields()), null));
    }
    return new Expansion(size, List.copyOf(fields));
  }

  /** As {@link #expansion}; a type inside itself has no fields there. */
  private Expansion known(Attribute field) {
    String composite = composite(field);
    return composite == null ? NO_FIELDS : expansions.getOrDefault(composite, NO_FIELDS);
  }

  /** Returns the composite type of an attribute, also inside arrays and domains; null: none. */
  private @Nullable String composite(Attribute attribute) {
    String key = attribute.type();
    TypeParts type = type(key);
    if (type.inner() != null) {
      Set<String> seen = new HashSet<>();
      while (type.inner() != null && seen.add(key)) {
        key = type.inner();
        type = type(key);
      }
    }
    return type.attributes().isEmpty() && !type.isUnread() ? null : key;
  }

  private Column column(Attribute attribute, List<Column> fields, @Nullable FieldCount leftOut) {
    boolean notNull = attribute.notNull();
    TypeParts type = type(attribute.type());
    if (type.isDomain()) {
      // An untrusted server may return domains that are based on each other.
      Set<String> seen = new HashSet<>();
      while (type.isDomain() && seen.add(String.valueOf(type.inner()))) {
        notNull |= type.notNull();
        type = type(String.valueOf(type.inner()));
      }
    }
    return new Column(
        attribute.name(),
        attribute.number(),
        columnType(new Spelled(attribute.type(), attribute.spelling())),
        !notNull,
        attribute.defaultValue(),
        attribute.comment(),
        fields,
        leftOut);
  }

  private ColumnType columnType(Spelled spelled) {
    ColumnType known = columnTypes.get(spelled);
    if (known == null) {
      known = newColumnType(spelled);
      columnTypes.put(spelled, known);
    }
    return known;
  }

  /** Follows domains and arrays inwards; of too many domains in each other, skips some. */
  private ColumnType newColumnType(Spelled spelled) {
    Deque<Spelled> outwards = new ArrayDeque<>();
    Set<String> seen = new HashSet<>();
    Spelled next = spelled;
    while (next != null && seen.add(next.type())) {
      if (outwards.size() == MOST_LEVELS) {
        if (!type(outwards.element().type()).isDomain()) {
          break;
        }
        outwards.pop();
      }
      outwards.push(next);
      next = inner(next);
    }
    ColumnType type = null;
    for (Spelled one : outwards) {
      type = columnType(one, type);
    }
    return requireNonNull(type);
  }

  private @Nullable Spelled inner(Spelled outer) {
    TypeParts type = type(outer.type());
    if (type.identity() == null || type.inner() == null) {
      return null;
    }
    String spelling = outer.spelling();
    boolean isArray = spelling.endsWith(BRACKETS);
    String element = isArray ? spelling.substring(0, spelling.length() - 2) : spelling;
    return new Spelled(type.inner(), type.base() == null ? element : type.base());
  }

  private ColumnType columnType(Spelled spelled, @Nullable ColumnType inner) {
    TypeParts type = type(spelled.type());
    Identity identity = type.identity();
    if (identity == null) {
      return new ColumnType(spelled.spelling(), type.shape());
    }
    return new ColumnType(
        spelled.spelling(),
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
}
