package io.github.qsmaven.types;

import io.github.qsmaven.model.TypeShape;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A parsed type. */
sealed interface SqlType {
  /**
   * A type of {@link BuiltInType}.
   *
   * @param type the type
   * @param parameters the numbers in parentheses; empty if there are none
   * @param assumed whether the parameters are not written but PostgreSQL's default: {@code char} is
   *     {@code char(1)}
   * @param fields the fields of an interval or of a struct, normalized; empty if there are none
   * @param inner the element of an array, or the key and the value of a map; empty if not given
   */
  record BuiltIn(
      BuiltInType type,
      List<Integer> parameters,
      boolean assumed,
      String fields,
      List<SqlType> inner)
      implements SqlType {
    /** A type of which nothing else is given. */
    static BuiltIn plain(BuiltInType type) {
      return new BuiltIn(type, List.of(), false, "", List.of());
    }
  }

  /**
   * A type of which only the name is known: an enumeration, a domain, a type of an extension, a
   * composite type, or what this plugin cannot read.
   *
   * @param schema the schema; null if not written
   * @param name the name
   * @param arguments the text in parentheses; empty if there is none
   * @param shape what the catalog reports: a scalar, a struct, or nothing
   */
  record Named(@Nullable Identifier schema, Identifier name, String arguments, TypeShape shape)
      implements SqlType {
    private static final Pattern READABLE = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$ ]*");

    /** Whether the names are the same in any case; a schema counts where both have one. */
    boolean isNamedAs(Named other) {
      return name.isAlike(other.name)
          && (schema == null || other.schema == null || schema.isAlike(other.schema));
    }

    /** Whether it can be the name of a type: words, with or without a schema and parentheses. */
    boolean isReadable() {
      return name.quoted() || READABLE.matcher(name.text()).matches();
    }

    /** Whether the arguments are those of another type, or not written. */
    boolean hasArgumentsOf(Named other) {
      return arguments.isEmpty()
          || TypeExpression.lower(arguments).equals(TypeExpression.lower(other.arguments));
    }

    /** Whether it is a composite type. */
    boolean isStruct() {
      return shape == TypeShape.STRUCT;
    }
  }

  /**
   * A type whose name is known, but that PostgreSQL does not accept as it is written.
   *
   * @param meant the type without what is wrong
   * @param problem what is wrong, for users; not escaped
   */
  record Malformed(SqlType meant, String problem) implements SqlType {
    /**
     * The result of a comparison with a column.
     *
     * @param ofMeant the result for the meant type
     */
    TypeResult result(TypeResult ofMeant) {
      String shown = TypeResult.shown(problem);
      return switch (ofMeant.verdict()) {
        case MISMATCH ->
            TypeResult.mismatch(ofMeant.why().isEmpty() ? shown : ofMeant.why() + "; " + shown);
        case MATCH, UNKNOWN -> TypeResult.unknown(shown);
      };
    }
  }

  /**
   * A type with a size in brackets, which means an array to PostgreSQL, but a length to some tools:
   * {@code varchar[50]}.
   *
   * @param array the type as PostgreSQL reads it
   * @param sized the type with the size as its length
   * @param spelling how {@code sized} is written
   */
  record Bracketed(SqlType array, SqlType sized, String spelling) implements SqlType {}

  /**
   * The name of a built-in type in capital and small letters, which a type of that exact name, such
   * as {@code "Name"}, has as well.
   *
   * @param name the name as it is written
   * @param builtIn the built-in type
   */
  record Either(Identifier name, SqlType builtIn) implements SqlType {}
}
