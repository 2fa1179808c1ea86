package io.github.qsmaven.lock;

import io.github.qsmaven.model.CatalogSource;
import io.github.qsmaven.model.Column;
import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ColumnType.Identity;
import io.github.qsmaven.model.ColumnType.Kind;
import io.github.qsmaven.model.FieldCount;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.LockedColumn;
import io.github.qsmaven.model.LockedType;
import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.types.CanonicalType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the names of types in a lock into the types that the server reported. A lock may be written
 * by hand: types may be based on themselves, or contain themselves.
 */
final class LockedTypes {
  /** The deepest nesting of types and fields, as of a server. */
  private static final int MOST_LEVELS = 100;

  private static final Identity BUILT_IN = builtIn(Kind.BUILT_IN, null);

  private final Map<String, LockedType> named = new HashMap<>();
  private final Map<String, ColumnType> types = new HashMap<>();
  private final Map<String, FieldCount> sizes = new HashMap<>();
  private final Map<String, List<Column>> fields = new HashMap<>();

  /** The composite types whose fields are being looked up. */
  private final Set<String> open = new HashSet<>();

  private final Set<String> schemas;
  private final CatalogSource catalog;
  private final boolean hasIdentities;

  LockedTypes(Lock lock) {
    lock.types().forEach(type -> named.put(type.name(), type));
    this.schemas = Set.copyOf(lock.schemas());
    this.catalog = lock.catalog();
    this.hasIdentities =
        lock.postgres()
            && (catalog == CatalogSource.PG_CATALOG || catalog == CatalogSource.PG_CLASS);
  }

  /** How many fields are inside a column. */
  FieldCount size(LockedColumn column) {
    return size(fieldsOf(column), composite(column));
  }

  private FieldCount size(List<LockedColumn> inside, @Nullable String composite) {
    if (inside.isEmpty()) {
      return FieldCount.NONE;
    }
    FieldCount known = composite == null ? null : sizes.get(composite);
    if (known != null) {
      return known;
    }
    if (open.size() >= MOST_LEVELS) {
      return FieldCount.SOME;
    }
    if (composite != null && !open.add(composite)) {
      return FieldCount.NONE;
    }
    FieldCount size = FieldCount.NONE;
    for (LockedColumn field : inside) {
      size = size.plus(size(field).inField());
    }
    if (composite != null) {
      open.remove(composite);
      sizes.put(composite, size);
    }
    return size;
  }

  /**
   * A column.
   *
   * @param locked the column
   * @param position its position
   * @param leftOut the fields that are left out; null: all are there
   */
  Column column(LockedColumn locked, int position, @Nullable FieldCount leftOut) {
    return new Column(
        locked.name(),
        position,
        type(text(locked)),
        !locked.notNull(),
        null,
        locked.comment(),
        leftOut == null ? fields(locked) : List.of(),
        leftOut);
  }

  private List<Column> fields(LockedColumn locked) {
    String composite = composite(locked);
    List<Column> known = composite == null ? null : fields.get(composite);
    if (known != null) {
      return known;
    }
    List<LockedColumn> inside = fieldsOf(locked);
    if (inside.isEmpty() || (composite != null && !open.add(composite))) {
      return List.of();
    }
    List<Column> columns = new ArrayList<>(inside.size());
    for (LockedColumn field : inside) {
      columns.add(column(field, columns.size() + 1, null));
    }
    if (composite != null) {
      open.remove(composite);
      fields.put(composite, columns);
    }
    return columns;
  }

  private List<LockedColumn> fieldsOf(LockedColumn column) {
    String composite = composite(column);
    LockedType type = composite == null ? null : named.get(composite);
    return type == null ? column.fields() : type.fields();
  }

  /** The composite type of a column, also inside arrays and domains; null: it has none. */
  private @Nullable String composite(LockedColumn column) {
    String name = text(column);
    for (int level = 0; level < MOST_LEVELS; level++) {
      LockedType type = named.get(CanonicalType.plain(name));
      if (type == null || type.kind() == Kind.COMPOSITE) {
        return type == null ? null : type.name();
      } else if (type.base() == null) {
        return null;
      }
      name = type.base();
    }
    return null;
  }

  private static String text(LockedColumn column) {
    String type = column.type().physicalType();
    return type == null ? "" : type;
  }

  private ColumnType type(String name) {
    ColumnType known = types.get(name);
    if (known == null) {
      known = type(name, 0);
      types.put(name, known);
    }
    return known;
  }

  private ColumnType type(String name, int level) {
    if (name.isEmpty()) {
      return ColumnType.UNREPORTED;
    }
    if (name.endsWith(CanonicalType.ARRAY)) {
      return array(name, level);
    }
    LockedType type = named.get(CanonicalType.plain(name));
    if (type == null) {
      return unnamed(name);
    }
    CanonicalType.Parts parts = CanonicalType.Parts.of(name);
    if (parts == null) {
      return unnamed(name);
    }
    String base = type.base();
    ColumnType inner = base == null || level >= MOST_LEVELS ? null : type(base, level + 1);
    Identity identity =
        new Identity(type.kind(), parts.schema(), parts.name(), false, List.of(), inner);
    return new ColumnType(spelling(parts), shape(identity), true, identity);
  }

  private static TypeShape shape(Identity identity) {
    ColumnType inner = identity.inner();
    return switch (identity.kind()) {
      case DOMAIN -> inner == null ? TypeShape.SCALAR : inner.shape();
      case COMPOSITE -> TypeShape.STRUCT;
      case OTHER -> identity.name().equals("hstore") ? TypeShape.MAP : TypeShape.SCALAR;
      default -> TypeShape.SCALAR;
    };
  }

  private ColumnType array(String name, int level) {
    String inside = name.substring(0, name.length() - CanonicalType.ARRAY.length());
    ColumnType element = level >= MOST_LEVELS ? unnamed(inside) : type(inside, level + 1);
    Identity of = element.identity();
    if (of == null) {
      return new ColumnType(name, TypeShape.ARRAY, catalog != CatalogSource.INFORMATION_SCHEMA);
    }
    return new ColumnType(
        element.spelling() + CanonicalType.ARRAY,
        TypeShape.ARRAY,
        true,
        of.name().isEmpty()
            ? builtIn(Kind.ARRAY, element)
            : new Identity(Kind.ARRAY, of.schema(), "_" + of.name(), false, List.of(), element));
  }

  private ColumnType unnamed(String name) {
    return switch (name) {
      case CanonicalType.STRUCT -> new ColumnType(name, TypeShape.STRUCT);
      case "anyarray" -> new ColumnType(name, TypeShape.ARRAY);
      case "anymap" -> new ColumnType(name, TypeShape.MAP);
      default ->
          hasIdentities && name.indexOf('.') < 0
              ? new ColumnType(name, TypeShape.SCALAR, true, BUILT_IN)
              : new ColumnType(name, TypeShape.UNKNOWN);
    };
  }

  /** As the server spells it: without the schema, if that was searched. */
  private String spelling(CanonicalType.Parts parts) {
    return (schemas.contains(parts.schema())
            ? CanonicalType.identifier(parts.name())
            : CanonicalType.qualified(parts.schema(), parts.name()))
        + parts.modifier();
  }

  private static Identity builtIn(Kind kind, @Nullable ColumnType inner) {
    return new Identity(kind, "pg_catalog", "", false, List.of(), inner);
  }
}
