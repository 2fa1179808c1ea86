package io.github.qsmaven.catalog;

import io.github.qsmaven.catalog.TypeTree.TypeParts;
import io.github.qsmaven.connection.Session;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.ColumnType.Identity;
import io.github.qsmaven.model.ColumnType.Kind;
import io.github.qsmaven.model.TypeShape;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads types and their nested types from {@code pg_type}, and the fields of composite types from
 * {@code pg_attribute}, with one statement for each page.
 *
 * @param session the session to use
 * @param size the number of rows of a page
 * @param texts shares equal strings
 */
record PgTypes(Session session, int size, StringPool texts) {
  /**
   * UNION, unlike UNION ALL, ends the recursion. OFFSET 0 keeps PostgreSQL from reading all types
   * at each step of it: 6 s for types in 3,000 levels. Names that differ in case only are looked up
   * once for all types, since {@code pg_type} has two rows for each table.
   */
  private static final String TYPES =
      """
      WITH RECURSIVE used (oid) AS (
        SELECT pg_catalog.unnest(?::oid[])
        UNION
        SELECT i.oid FROM used u
          CROSS JOIN LATERAL (SELECT o.* FROM pg_catalog.pg_type o WHERE o.oid = u.oid OFFSET 0) t
          CROSS JOIN LATERAL (
          SELECT t.typelem WHERE t.typcategory = 'A' AND t.typelem <> 0
          UNION ALL SELECT t.typbasetype WHERE t.typtype = 'd'
          UNION ALL SELECT a.atttypid FROM pg_catalog.pg_attribute a
            WHERE t.typtype = 'c' AND a.attrelid = t.typrelid AND a.attnum > 0
              AND NOT a.attisdropped) AS i (oid)),
      alike (folded, names) AS (
        SELECT pg_catalog.lower(t.typname::text), pg_catalog.array_agg(DISTINCT t.typname::text)
        FROM pg_catalog.pg_type t
        WHERE pg_catalog.lower(t.typname::text) IN (
          SELECT pg_catalog.lower(o.typname::text) FROM used u
            JOIN pg_catalog.pg_type o ON o.oid = u.oid)
          AND t.typnamespace <> 'pg_catalog'::pg_catalog.regnamespace
        GROUP BY 1 HAVING count(DISTINCT t.typname::text) > 1)
      SELECT t.oid, t.typname, t.typtype, t.typcategory, t.typelem, t.typbasetype, t.typnotnull,
        a.attnum, a.attname, a.atttypid, pg_catalog.format_type(a.atttypid, a.atttypmod),
        a.attnotnull, d.description, n.nspname,
        NOT pg_catalog.pg_type_is_visible(t.oid)
          AND pg_catalog.to_regtype(pg_catalog.quote_ident(t.typname::text)) IS NOT NULL,
        s.names, pg_catalog.format_type(t.typbasetype, t.typtypmod), count(*) OVER ()
      FROM pg_catalog.pg_type t
        JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
        LEFT JOIN alike s ON s.folded = pg_catalog.lower(t.typname::text)
        LEFT JOIN pg_catalog.pg_attribute a ON t.typtype = 'c' AND a.attrelid = t.typrelid
          AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_catalog.pg_description d ON d.objoid = a.attrelid AND d.objsubid = a.attnum
          AND d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass
      WHERE t.oid = ANY (ARRAY(SELECT u.oid FROM used u))
      """;

  /**
   * A type, or a field of a composite type.
   *
   * @param oid the oid of the type
   * @param type the type, without its fields
   * @param field the field; null if the type has no fields
   * @param remaining the number of rows that the server counts from the start of the page
   */
  private record Row(long oid, TypeParts type, @Nullable Attribute field, long remaining) {
    int number() {
      return field == null ? 0 : field.number();
    }
  }

  /**
   * Reads the types of attributes; sends no statement if all are built in.
   *
   * @param attributes the attributes of each table
   * @return the types and their nested types, by their oids
   * @throws SQLException if the server rejects a statement, or the connection breaks
   * @throws CannotCheckException if the list cannot be verified as complete
   */
  Map<String, TypeParts> read(Collection<List<Attribute>> attributes)
      throws SQLException, CannotCheckException {
    Map<String, TypeParts> types = new HashMap<>();
    Set<String> unknown = new TreeSet<>();
    for (List<Attribute> ofTable : attributes) {
      for (Attribute attribute : ofTable) {
        if (!types.containsKey(attribute.type()) && attribute.builtIn()) {
          types.put(attribute.type(), TypeParts.builtIn(attribute.spelling()));
        } else if (!attribute.dropped() && !types.containsKey(attribute.type())) {
          unknown.add(attribute.type());
        }
      }
    }
    if (!unknown.isEmpty()) {
      read(List.copyOf(unknown), types);
    }
    return types;
  }

  private void read(List<String> oids, Map<String, TypeParts> types)
      throws SQLException, CannotCheckException {
    List<Object> values = List.of(oids);
    String where = "";
    KeyOrder<Row> order =
        new KeyOrder<>(session.where(), size, row -> new long[] {row.oid(), row.number()});
    boolean more = true;
    while (more) {
      List<Row> page =
          session.query(
              TYPES + where + " ORDER BY t.oid, a.attnum LIMIT " + size, values, this::row);
      more = !page.isEmpty() && order.verify(page, page.get(0).remaining());
      for (Row row : page) {
        TypeParts type = types.computeIfAbsent(String.valueOf(row.oid()), some -> row.type());
        if (row.field() != null) {
          type.attributes().add(row.field());
        }
      }
      if (more) {
        Row last = page.get(page.size() - 1);
        where = " AND (t.oid > ? OR t.oid = ? AND a.attnum > ?)";
        values = List.of(oids, last.oid(), last.oid(), last.number());
      }
    }
  }

  private Row row(ResultSet row) throws SQLException {
    String name = row.getString(9);
    Attribute field =
        name == null
            ? null
            : new Attribute(
                0,
                row.getInt(8),
                texts.intern(name),
                false,
                texts.intern(row.getString(10)),
                false,
                texts.intern(row.getString(11)),
                row.getBoolean(12),
                null,
                row.getString(13));
    return new Row(row.getLong(1), type(row), field, row.getLong(18));
  }

  private static TypeParts type(ResultSet row) throws SQLException {
    String name = row.getString(2);
    String schema = row.getString(14);
    String category = row.getString(4);
    Kind kind = kind(row.getString(3), isArray(category, schema, name), schema);
    String inner =
        kind == Kind.DOMAIN ? row.getString(6) : kind == Kind.ARRAY ? row.getString(5) : null;
    Array alike = row.getArray(16);
    List<String> names =
        alike == null
            ? List.of()
            : Stream.of((String[]) alike.getArray()).filter(other -> !other.equals(name)).toList();
    return new TypeParts(
        kind == null ? pseudoType(name) : shape(kind, name),
        kind == null ? null : identity(kind, schema, name, row.getBoolean(15), names),
        inner,
        kind == Kind.DOMAIN ? row.getString(17) : null,
        row.getBoolean(7),
        new ArrayList<>(0));
  }

  /** A built-in type has no name of its own: its spelling says which it is. */
  private static Identity identity(
      Kind kind, String schema, String name, boolean hidden, List<String> alike) {
    boolean isBuiltIn =
        kind == Kind.BUILT_IN || (kind == Kind.ARRAY && schema.equals(Attribute.CATALOG));
    return isBuiltIn
        ? TypeTree.builtIn(kind)
        : new Identity(kind, schema, name, hidden, alike, null);
  }

  /** {@code int2vector} and {@code oidvector} are of the category of arrays, but have names. */
  private static boolean isArray(String category, String schema, String name) {
    return category.equals("A") && (!schema.equals(Attribute.CATALOG) || name.startsWith("_"));
  }

  /** By PostgreSQL's documentation, chapter "pg_type"; null for a pseudo-type. */
  private static @Nullable Kind kind(String type, boolean isArray, String schema) {
    return switch (type) {
      case "d" -> Kind.DOMAIN;
      case "c" -> Kind.COMPOSITE;
      case "p" -> null;
      default -> {
        if (isArray) {
          yield Kind.ARRAY;
        } else if (schema.equals(Attribute.CATALOG)) {
          yield Kind.BUILT_IN;
        }
        yield switch (type) {
          case "e" -> Kind.ENUM;
          case "r", "m" -> Kind.RANGE;
          default -> Kind.OTHER;
        };
      }
    };
  }

  private static TypeShape shape(Kind kind, String name) {
    return switch (kind) {
      case ARRAY -> TypeShape.ARRAY;
      case COMPOSITE -> TypeShape.STRUCT;
      case OTHER -> name.equals("hstore") ? TypeShape.MAP : TypeShape.SCALAR;
      case BUILT_IN, DOMAIN, ENUM, RANGE -> TypeShape.SCALAR;
    };
  }

  private static TypeShape pseudoType(String name) {
    return name.equals("anyarray") ? TypeShape.ARRAY : TypeShape.UNKNOWN;
  }
}
