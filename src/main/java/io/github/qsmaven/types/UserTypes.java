package io.github.qsmaven.types;

import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ColumnType.Identity;
import io.github.qsmaven.model.ColumnType.Kind;
import io.github.qsmaven.model.LockedType;
import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.types.SqlType.BuiltIn;
import io.github.qsmaven.types.SqlType.Named;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The types that users and extensions created, and the types of columns that are made of them. For
 * one thread.
 */
public final class UserTypes {
  /** More domains over domains, or arrays of them, than anyone declares. */
  private static final int DEEPEST = 50;

  private static final String ARRAY = "[]";

  private record Name(String schema, String name) {}

  private final Map<Name, LockedType> types = new HashMap<>();
  private final Map<String, ColumnType> columnTypes = new HashMap<>();
  private final Map<String, Optional<LockedType>> composites = new HashMap<>();

  /**
   * @param types the types, with their names as {@link CanonicalType} writes them
   */
  public UserTypes(List<LockedType> types) {
    for (LockedType type : types) {
      Name name = nameOf(TypeExpression.of(type.name()).text());
      if (name != null) {
        this.types.put(name, type);
      }
    }
  }

  /**
   * Finds a type.
   *
   * @param text its name as {@link CanonicalType} writes it; a modifier does not count
   * @return null if it is none of these types
   */
  public @Nullable LockedType find(String text) {
    Name name = nameOf(TypeExpression.of(text).text());
    return name == null ? null : types.get(name);
  }

  /**
   * Finds the composite type of a column, of its elements, or of its domain.
   *
   * @param text the type of the column, as above
   * @return null if it has none
   */
  public @Nullable LockedType composite(String text) {
    if (types.isEmpty()) {
      return null;
    }
    return composites
        .computeIfAbsent(text, type -> Optional.ofNullable(findComposite(type)))
        .orElse(null);
  }

  private @Nullable LockedType findComposite(String text) {
    ColumnType type = columnType(text).base();
    for (ColumnType element = type.element(); element != null; element = type.element()) {
      type = element.base();
    }
    LockedType found = find(type.spelling());
    return found != null && found.kind() == Kind.COMPOSITE ? found : null;
  }

  /**
   * The type of a column.
   *
   * @param text its name as {@link CanonicalType} writes it; any text
   */
  public ColumnType columnType(String text) {
    ColumnType known = columnTypes.get(text);
    if (known == null) {
      known = read(TypeExpression.of(text).text(), DEEPEST);
      columnTypes.put(text, known);
    }
    return known;
  }

  private ColumnType read(String text, int depth) {
    if (text.isEmpty() || depth == 0) {
      return ColumnType.UNREPORTED;
    }
    if (text.endsWith(ARRAY)) {
      String element = text.substring(0, text.length() - ARRAY.length());
      return arrayOf(text, read(element, depth - 1));
    }
    Name name = nameOf(text);
    LockedType type = name == null ? null : types.get(name);
    if (name == null || type == null) {
      return notOfUser(text);
    }
    String base = type.base();
    ColumnType inner =
        type.kind() != Kind.DOMAIN || base == null
            ? null
            : read(TypeExpression.of(base).text(), depth - 1);
    TypeShape shape =
        type.kind() == Kind.COMPOSITE
            ? TypeShape.STRUCT
            : inner == null ? TypeShape.SCALAR : inner.shape();
    return new ColumnType(text, shape, true, identity(type.kind(), name, inner));
  }

  private static ColumnType arrayOf(String text, ColumnType element) {
    Identity inner = element.identity();
    if (inner == null) {
      return new ColumnType(text, TypeShape.ARRAY);
    }
    String name = inner.name().isEmpty() ? "" : '_' + inner.name();
    return new ColumnType(
        text, TypeShape.ARRAY, true, identity(Kind.ARRAY, new Name(inner.schema(), name), element));
  }

  private static ColumnType notOfUser(String text) {
    SqlType parsed = parse(text);
    if (!(parsed instanceof BuiltIn builtIn)) {
      return new ColumnType(text, TypeShape.UNKNOWN);
    }
    return switch (builtIn.type()) {
      case STRUCT -> new ColumnType(text, TypeShape.STRUCT);
      case MAP -> new ColumnType(text, TypeShape.MAP);
      case ARRAY -> new ColumnType(text, TypeShape.ARRAY);
      default ->
          new ColumnType(
              text,
              TypeShape.SCALAR,
              true,
              identity(Kind.BUILT_IN, new Name("pg_catalog", ""), null));
    };
  }

  private static Identity identity(Kind kind, Name name, @Nullable ColumnType inner) {
    return new Identity(kind, name.schema(), name.name(), false, List.of(), inner);
  }

  /** The name of a type of a user, which always has a schema; null for any other text. */
  private static @Nullable Name nameOf(String text) {
    if (text.indexOf('.') < 0 || !(parse(text) instanceof Named named) || named.schema() == null) {
      return null;
    }
    return new Name(named.schema().text(), named.name().text());
  }

  private static SqlType parse(String text) {
    return new TypeParser(false, true).parse(new TypeExpression(text));
  }
}
