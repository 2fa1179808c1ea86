package io.github.qsmaven.catalog;

import org.jspecify.annotations.Nullable;

/**
 * The name of a table or type, with or without its schema.
 *
 * @param schema the schema; null: the search path finds it
 * @param name the bare name
 */
record QualifiedName(@Nullable String schema, String name) {
  /**
   * Parses the name of a type.
   *
   * @param spelling any string; {@code format_type} returns quotes where SQL requires them, and the
   *     schema where the search path does not find the type
   */
  static QualifiedName parse(String spelling) {
    boolean quoted = false;
    for (int i = 0; i < spelling.length(); i++) {
      char c = spelling.charAt(i);
      quoted ^= c == '"';
      if (c == '.' && !quoted) {
        return new QualifiedName(
            unquoted(spelling.substring(0, i)), unquoted(spelling.substring(i + 1)));
      }
    }
    return new QualifiedName(null, unquoted(spelling));
  }

  private static String unquoted(String name) {
    return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name;
  }

  /** Returns the name as SQL, in quotes. */
  String quoted() {
    String quoted = '"' + escaped(name) + '"';
    return schema == null ? quoted : '"' + escaped(schema) + "\"." + quoted;
  }

  /**
   * Returns the name as SQL of Query Service, in which a schema may be {@code database.schema}
   * (Adobe's documentation, "SQL syntax in Query Service": {@code db_name.schema_name.view_name}).
   * PostgreSQL allows a dot in the name of a schema.
   */
  String quotedByParts() {
    int dot = schema == null ? -1 : schema.indexOf('.');
    return schema == null || dot < 1 || dot == schema.length() - 1
        ? quoted()
        : '"'
            + escaped(schema.substring(0, dot))
            + "\"."
            + new QualifiedName(schema.substring(dot + 1), name).quoted();
  }

  /** Doubles quotes (PostgreSQL's documentation, "Identifiers and Key Words"). */
  static String escaped(String identifier) {
    return identifier.replace("\"", "\"\"");
  }
}
