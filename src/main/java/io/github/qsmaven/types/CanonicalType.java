package io.github.qsmaven.types;

import io.github.qsmaven.model.ColumnType;
import io.github.qsmaven.model.ColumnType.Identity;
import io.github.qsmaven.model.ColumnType.Kind;
import io.github.qsmaven.model.TypeShape;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a type that depends on no search path, so that it is the same for every session: a
 * built-in type as PostgreSQL spells it, a type of the user with its schema.
 *
 * @param type the type at the server
 */
public record CanonicalType(ColumnType type) {
  /** A composite type whose name the server generates. */
  public static final String STRUCT = "struct";

  /** What follows the type of the elements of an array. */
  public static final String ARRAY = "[]";

  private static final String BUILT_IN = "pg_catalog.";

  /** The names that need no quotes, in every version of PostgreSQL, as keywords differ. */
  private static final Pattern PLAIN = Pattern.compile("[a-z_][a-z0-9_]*");

  /**
   * The name, such as {@code numeric(10,2)}, {@code public.mood}, {@code
   * public.geometry(Point,4326)} or {@code public."Mood"[]}; empty if the server does not report
   * the type.
   */
  public String text() {
    if (!type.isReported()) {
      return "";
    }
    StringBuilder brackets = new StringBuilder();
    ColumnType element = type;
    for (Identity known = element.identity();
        known != null && known.kind() == Kind.ARRAY && known.inner() != null;
        known = element.identity()) {
      element = known.inner();
      brackets.append(ARRAY);
    }
    return brackets.isEmpty() ? name(element) : name(element) + brackets;
  }

  private static String name(ColumnType type) {
    Identity identity = type.identity();
    if (identity == null) {
      return type.shape() == TypeShape.STRUCT ? STRUCT : type.spelling();
    }
    String spelling = type.spelling();
    if (identity.name().isEmpty()) {
      return spelling.startsWith(BUILT_IN) ? spelling.substring(BUILT_IN.length()) : spelling;
    }
    return qualified(identity.schema(), identity.name()) + modifier(spelling);
  }

  /**
   * The name of a type of the user, without a modifier.
   *
   * @param schema its schema
   * @param name its name; both without quotes
   */
  public static String qualified(String schema, String name) {
    return identifier(schema) + "." + identifier(name);
  }

  /** A name as SQL writes it: in quotes unless it is the same without them. */
  public static String identifier(String name) {
    return PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  /**
   * The name of a type without arrays around it and without its modifier: the name of a type of the
   * user in a lock.
   *
   * @param text the name as {@link #text} writes it
   */
  public static String plain(String text) {
    String element = text;
    while (element.endsWith(ARRAY)) {
      element = element.substring(0, element.length() - ARRAY.length());
    }
    Parts parts = element.indexOf('.') < 0 ? null : Parts.of(element);
    return parts == null || parts.schema().isEmpty()
        ? element
        : qualified(parts.schema(), parts.name());
  }

  /** What follows the name, with or without a schema, in the spelling of a type. */
  private static String modifier(String spelling) {
    Parts parts = Parts.of(spelling);
    return parts == null ? "" : parts.modifier();
  }

  /**
   * The parts of the name of a type.
   *
   * @param schema its schema; empty if it has none
   * @param name its name; both without quotes
   * @param modifier what follows, such as {@code (Point,4326)}; empty if nothing does
   */
  public record Parts(String schema, String name, String modifier) {
    /**
     * Splits a name.
     *
     * @param text the name of a type that is no array
     * @return its parts; null if it has an open quote
     */
    public static @Nullable Parts of(String text) {
      Deque<String> names = new ArrayDeque<>(2);
      int at = 0;
      while (true) {
        int end = endOfIdentifier(text, at);
        if (end < 0) {
          return null;
        }
        names.add(unquoted(text.substring(at, end)));
        if (names.size() == 2 || end == text.length() || text.charAt(end) != '.') {
          String name = names.removeLast();
          return new Parts(names.isEmpty() ? "" : names.element(), name, text.substring(end));
        }
        at = end + 1;
      }
    }

    private static int endOfIdentifier(String text, int start) {
      int i = start;
      if (text.startsWith("\"", start)) {
        do {
          i = text.indexOf('"', i + 1) + 1;
        } while (i > 0 && text.startsWith("\"", i));
        return i > 0 ? i : -1;
      }
      while (i < text.length() && text.charAt(i) != '.' && text.charAt(i) != '(') {
        i++;
      }
      return i;
    }

    private static String unquoted(String written) {
      return written.startsWith("\"")
          ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
          : written;
    }
  }
}
