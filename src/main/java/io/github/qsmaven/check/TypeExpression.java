package io.github.qsmaven.check;

import io.github.qsmaven.check.SqlType.BuiltIn;
import io.github.qsmaven.check.SqlType.Named;
import io.github.qsmaven.model.TypeShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a contract or a server spells a type, in the form in which equal spellings are equal as text:
 * lower case, one blank between words, none beside brackets, commas and dots, no {@code
 * pg_catalog}. Understands PostgreSQL's grammar, the names of its catalog ({@code _int4}) and the
 * angle brackets of Spark SQL. What it does not understand is a {@link Named} type; it never fails.
 *
 * @param text the normalised spelling
 */
record TypeExpression(String text) {
  /** Longer ones are compared as text. This bounds the depth of nested types, too. */
  private static final int LONGEST = 1000;

  private static final int MOST_DIGITS = 9;
  private static final String CATALOG = "pg_catalog.";

  /** PostgreSQL's documentation, 8.5.4: what may follow the word. */
  private static final Set<String> INTERVAL_FIELDS =
      Set.of(
          "",
          "year",
          "month",
          "day",
          "hour",
          "minute",
          "second",
          "year to month",
          "day to hour",
          "day to minute",
          "day to second",
          "hour to minute",
          "hour to second",
          "minute to second");

  /** PostgreSQL's documentation, 8.1.3: the binary digits of {@code float(p)}. */
  private static final int MOST_BITS_OF_REAL = 24;

  private static final int MOST_BITS_OF_DOUBLE = 53;

  /** Reads a spelling, any string. */
  static TypeExpression of(String spelling) {
    String lower = spelling.toLowerCase(Locale.ROOT);
    StringBuilder out = new StringBuilder(lower.length());
    boolean quoted = false;
    boolean blank = false;
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (!quoted && (Character.isWhitespace(c) || Character.isSpaceChar(c))) {
        blank = true;
        continue;
      }
      if (blank
          && !out.isEmpty()
          && !isPunctuation(c)
          && !isPunctuation(out.charAt(out.length() - 1))) {
        out.append(' ');
      }
      blank = false;
      quoted ^= c == '"';
      out.append(c);
    }
    String text = out.toString();
    return new TypeExpression(text.startsWith(CATALOG) ? text.substring(CATALOG.length()) : text);
  }

  private static boolean isPunctuation(char c) {
    return "()<>[],.:".indexOf(c) >= 0;
  }

  /** The type that the spelling alone means. */
  SqlType type() {
    return text.length() > LONGEST ? unread(text) : read(text);
  }

  /** The type of a column, of which the catalog knows the shape. */
  SqlType type(TypeShape shape) {
    SqlType type = type();
    return switch (shape) {
      case UNKNOWN -> type;
      case SCALAR ->
          type instanceof Named named
              ? new Named(named.schema(), named.name(), named.arguments(), shape)
              : type;
      // Query Service makes the names up; one may be that of a built-in type.
      case STRUCT -> isA(type, BuiltInType.STRUCT) ? type : named(text, "", shape);
      case MAP -> isA(type, BuiltInType.MAP) ? type : BuiltIn.plain(BuiltInType.MAP);
      case ARRAY -> {
        if (isA(type, BuiltInType.ARRAY)) {
          yield type;
        }
        yield text.startsWith("_")
            ? arrayOf(new TypeExpression(text.substring(1)).type())
            : BuiltIn.plain(BuiltInType.ARRAY);
      }
    };
  }

  private static boolean isA(SqlType type, BuiltInType wanted) {
    return type instanceof BuiltIn builtIn && builtIn.type() == wanted;
  }

  private static SqlType read(String text) {
    String element = elementOf(text);
    if (element != null) {
      return arrayOf(read(element));
    }
    int angle = text.indexOf('<');
    return angle > 0 && text.endsWith(">")
        ? readAngles(text, text.substring(0, angle), text.substring(angle + 1, text.length() - 1))
        : readPlain(text);
  }

  /** The text without the sign of an array; null if it has none. */
  private static @Nullable String elementOf(String text) {
    if (text.endsWith("]")) {
      int open = text.lastIndexOf('[');
      boolean size = open > 0 && isNumber(text.substring(open + 1, text.length() - 1), 0);
      return size ? withoutArray(text.substring(0, open)) : null;
    }
    String before = withoutArray(text);
    if (before.length() < text.length()) {
      return before;
    }
    boolean catalogArray = text.startsWith("_") && BuiltInType.of(text.substring(1)) != null;
    return catalogArray ? text.substring(1) : null;
  }

  /** SQL's own way to write an array, with or without a size: {@code integer array[4]}. */
  private static String withoutArray(String text) {
    String word = "array";
    int start = text.length() - word.length();
    if (start < 2 || !text.endsWith(word)) {
      return text;
    }
    return switch (text.charAt(start - 1)) {
      case ' ' -> text.substring(0, start - 1);
      case ')' -> text.substring(0, start);
      default -> text;
    };
  }

  /** PostgreSQL has one type for arrays of any dimension (documentation, 8.15.1). */
  private static SqlType arrayOf(SqlType element) {
    return isA(element, BuiltInType.ARRAY)
        ? element
        : new BuiltIn(BuiltInType.ARRAY, List.of(), false, "", List.of(element));
  }

  private static SqlType readAngles(String text, String word, String inside) {
    BuiltInType type = BuiltInType.of(word);
    if (type == BuiltInType.ARRAY) {
      return arrayOf(read(inside));
    }
    if (type == BuiltInType.STRUCT) {
      return new BuiltIn(type, List.of(), false, inside, List.of());
    }
    int comma = commaOutside(inside);
    if (type == BuiltInType.MAP && comma > 0) {
      List<SqlType> keyAndValue =
          List.of(read(inside.substring(0, comma)), read(inside.substring(comma + 1)));
      return new BuiltIn(type, List.of(), false, "", keyAndValue);
    }
    return unread(text);
  }

  /** Where the first comma is that stands in no brackets; -1 if there is none. */
  private static int commaOutside(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '<', '(' -> depth++;
        case '>', ')' -> depth--;
        case ',' -> {
          if (depth == 0) {
            return i;
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  /** Words, with or without parameters at their end or in their middle. */
  private static SqlType readPlain(String text) {
    int open = text.indexOf('(');
    if (open < 0) {
      SqlType type = builtIn(text, List.of());
      return type == null ? named(text, "", TypeShape.UNKNOWN) : type;
    }
    int close = text.indexOf(')', open);
    if (close < 0) {
      return unread(text);
    }
    String words = (text.substring(0, open) + ' ' + text.substring(close + 1)).strip();
    String inside = text.substring(open + 1, close);
    List<Integer> parameters = numbers(inside);
    SqlType type = parameters.isEmpty() ? null : builtIn(words, parameters);
    if (type != null) {
      return type;
    }
    return close == text.length() - 1 ? named(words, inside, TypeShape.UNKNOWN) : unread(text);
  }

  private static @Nullable SqlType builtIn(String words, List<Integer> parameters) {
    String interval = "interval";
    if (words.startsWith(interval) && !words.equals(interval)) {
      String fields = words.substring(interval.length()).strip();
      return INTERVAL_FIELDS.contains(fields) && parameters.size() <= 1
          ? new BuiltIn(BuiltInType.INTERVAL, parameters, false, fields, List.of())
          : null;
    }
    BuiltInType type = BuiltInType.of(words);
    if (type == null) {
      type = BuiltInType.of(unquoted(words));
    }
    if (type == BuiltInType.FLOAT && parameters.size() == 1) {
      int bits = parameters.get(0);
      if (bits < 1 || bits > MOST_BITS_OF_DOUBLE) {
        return null;
      }
      return BuiltIn.plain(bits <= MOST_BITS_OF_REAL ? BuiltInType.REAL : BuiltInType.DOUBLE);
    }
    if (type == null || parameters.size() > type.family().parameterNames().size()) {
      return null;
    }
    if (type == BuiltInType.NUMERIC && parameters.size() == 1) {
      return new BuiltIn(type, List.of(parameters.get(0), 0), false, "", List.of());
    }
    // PostgreSQL's documentation, 8.3 and 8.10: without a length they have 1.
    if ((type == BuiltInType.CHARACTER || type == BuiltInType.BIT) && parameters.isEmpty()) {
      return new BuiltIn(type, List.of(1), true, "", List.of());
    }
    return new BuiltIn(type, parameters, false, "", List.of());
  }

  /** The numbers of a list; empty if it holds anything else. */
  private static List<Integer> numbers(String list) {
    List<Integer> numbers = new ArrayList<>(2);
    for (String part : list.split(",", -1)) {
      // numeric's scale can be negative.
      if (!isNumber(part.startsWith("-") ? part.substring(1) : part, 1)) {
        return List.of();
      }
      numbers.add(Integer.valueOf(part));
    }
    return numbers;
  }

  private static boolean isNumber(String text, int fewestDigits) {
    if (text.length() < fewestDigits || text.length() > MOST_DIGITS) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static Named unread(String text) {
    return new Named(null, text, "", TypeShape.UNKNOWN);
  }

  private static Named named(String words, String arguments, TypeShape shape) {
    int dot = -1;
    boolean quoted = false;
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      quoted ^= c == '"';
      if (c == '.' && !quoted) {
        dot = i;
      }
    }
    String schema = dot < 0 ? null : unquoted(words.substring(0, dot));
    return new Named(schema, unquoted(words.substring(dot + 1)), arguments, shape);
  }

  private static String unquoted(String name) {
    boolean quoted = name.length() > 2 && name.startsWith("\"") && name.endsWith("\"");
    return quoted ? name.substring(1, name.length() - 1).replace("\"\"", "\"") : name;
  }
}
