package io.github.qsmaven.types;

import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ColumnType.Identity;
import io.github.qsmaven.model.ColumnType.Kind;
import io.github.qsmaven.types.SqlType.BuiltIn;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column as a contract expects it, if it is written from the server.
 *
 * @param type the type of the column, which the server reports
 */
public record ContractType(ColumnType type) {
  /**
   * The physical type: as the server spells it, but with quotes around a name that would be read as
   * that of a built-in type, or of a type of another system.
   */
  public String physicalType() {
    String spelling = type.spelling();
    Identity named = named(type);
    if (named == null || !spelling.startsWith(named.name())) {
      return spelling;
    }
    String name = named.name();
    boolean isClear =
        BuiltInType.of(TypeExpression.lower(name)) == null && OtherSystemType.of(name) == null;
    return isClear ? spelling : '"' + name + '"' + spelling.substring(name.length());
  }

  /** The type that the name in the spelling means; null for a built-in type. */
  private static @Nullable Identity named(ColumnType type) {
    Identity identity = type.identity();
    while (identity != null && identity.kind() == Kind.ARRAY && identity.inner() != null) {
      identity = identity.inner().identity();
    }
    return identity == null || identity.name().isEmpty() ? null : identity;
  }

  /** The logical type, where it is certain; otherwise null. */
  public @Nullable LogicalType logicalType() {
    ColumnType base = type.base();
    return switch (base.shape()) {
      case STRUCT -> LogicalType.OBJECT;
      case ARRAY -> LogicalType.ARRAY;
      case MAP -> null;
      case SCALAR, UNKNOWN -> scalar(base);
    };
  }

  private static @Nullable LogicalType scalar(ColumnType base) {
    Identity identity = base.identity();
    if (identity != null && identity.kind() != Kind.BUILT_IN) {
      return identity.kind() == Kind.ENUM ? LogicalType.STRING : null;
    }
    SqlType parsed = new TypeParser(false, false).parse(TypeExpression.of(base.spelling()));
    return parsed instanceof BuiltIn builtIn
        ? switch (builtIn.type()) {
          case BOOLEAN -> LogicalType.BOOLEAN;
          case DATE -> LogicalType.DATE;
          case SMALLINT, INTEGER, BIGINT -> LogicalType.INTEGER;
          case NUMERIC, REAL, DOUBLE -> LogicalType.NUMBER;
          case TEXT, STRING, VARCHAR, CHARACTER -> LogicalType.STRING;
          case TIMESTAMP, TIMESTAMPTZ -> LogicalType.TIMESTAMP;
          case TIME, TIMETZ -> LogicalType.TIME;
          default -> null;
        }
        : null;
  }
}
