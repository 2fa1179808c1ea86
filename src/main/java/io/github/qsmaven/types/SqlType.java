package io.github.qsmaven.types;

import io.github.qsmaven.model.TypeShape;
import java.util.List;
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
   * @param schema in lower case; null if not written
   * @param name in lower case, without quotes
   * @param arguments the text in parentheses; empty if there is none
   * @param shape what the catalog reports: a scalar, a struct, or nothing
   */
  record Named(@Nullable String schema, String name, String arguments, TypeShape shape)
      implements SqlType {

    /** Whether the names are the same; a schema counts where both have one. */
    boolean isNamedAs(Named other) {
      return name.equals(other.name)
          && (schema == null || other.schema == null || schema.equals(other.schema));
    }

    /** Whether it is a composite type. */
    boolean isStruct() {
      return shape == TypeShape.STRUCT;
    }
  }
}
