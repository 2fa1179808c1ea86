package io.github.qsmaven.catalog;

import org.jspecify.annotations.Nullable;

/**
 * The name of a type, as {@code format_type} spells it: in quotes where it must be, and with its
 * schema where the search path does not find it.
 *
 * @param schema its schema; null if it goes without
 * @param name its name
 */
record TypeName(@Nullable String schema, String name) {

  /** Reads a spelling, any string. */
  static TypeName of(String spelling) {
    boolean quoted = false;
    for (int i = 0; i < spelling.length(); i++) {
      char c = spelling.charAt(i);
      quoted ^= c == '"';
      if (c == '.' && !quoted) {
        return new TypeName(
            unquoted(spelling.substring(0, i)), unquoted(spelling.substring(i + 1)));
      }
    }
    return new TypeName(null, unquoted(spelling));
  }

  private static String unquoted(String name) {
    return name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
        ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
        : name;
  }
}
