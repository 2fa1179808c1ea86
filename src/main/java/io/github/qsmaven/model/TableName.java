package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The name of a table and of its schema, exactly as the server spells them, without quotes.
 *
 * @param schema the schema
 * @param name the table
 */
public record TableName(String schema, String name) {
  /** By schema, then by name, in the order of code points. */
  public static final Comparator<TableName> ORDER =
      Comparator.comparing(TableName::schema, CodePointOrder.INSTANCE)
          .thenComparing(TableName::name, CodePointOrder.INSTANCE);

  public TableName {
    requireNonNull(schema, "schema is null");
    requireNonNull(name, "name is null");
  }

  /** By hand, like {@link #equals}: linking the generated methods takes 10 ms of a build. */
  @Override
  public int hashCode() {
    return 31 * schema.hashCode() + name.hashCode();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TableName table
        && schema.equals(table.schema)
        && name.equals(table.name);
  }

  /** {@code schema.name}; not an SQL identifier, since it has no quotes. */
  public String qualified() {
    return schema + "." + name;
  }

  /** {@code "schema"."name"}, as in SQL: no other table has that name. */
  public String quoted() {
    return '"' + schema.replace("\"", "\"\"") + "\".\"" + name.replace("\"", "\"\"") + '"';
  }

  /**
   * Reads a name in quotes.
   *
   * @param text any text
   * @return the name; null if the text is not {@code "schema"."name"}
   */
  static @Nullable TableName ofQuoted(String text) {
    if (!text.startsWith("\"")) {
      return null;
    }
    int end = text.length() - 1;
    for (int dot = text.indexOf("\".\"", 1); dot > 0; dot = text.indexOf("\".\"", dot + 1)) {
      if (dot + 3 <= end && text.charAt(end) == '"') {
        String schema = unescaped(text.substring(1, dot));
        String name = unescaped(text.substring(dot + 3, end));
        if (!schema.isEmpty() && !name.isEmpty()) {
          return new TableName(schema, name);
        }
      }
    }
    return null;
  }

  /** The identifier between quotes; empty if it cannot be one. */
  private static String unescaped(String escaped) {
    boolean paired = escaped.replace("\"\"", "").indexOf('"') < 0;
    return paired ? escaped.replace("\"\"", "\"") : "";
  }
}
