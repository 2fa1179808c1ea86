package io.github.qsmaven.types;

import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.types.SqlType.BuiltIn;
import io.github.qsmaven.types.SqlType.Named;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The spelling of a type in a contract or at a server, normalized so that equal spellings are equal
 * as text: lower case, one space between words, none beside brackets, commas and dots, no {@code
 * pg_catalog}. Understands PostgreSQL's grammar, the names of its catalog ({@code _int4}) and the
 * angle brackets of Spark SQL. Any other spelling is a {@link Named} type; parsing never fails.
 *
 * @param text the normalized spelling
 */
record TypeExpression(String text) {
  /** Longer spellings are compared as text. This also limits the depth of nested types. */
  private static final int LONGEST = 1000;

  private static final String CATALOG = "pg_catalog.";

  /**
   * {@code integer[]}, {@code integer[4]}, and SQL's {@code integer array} and {@code array[4]}.
   */
  private static final Pattern ARRAY =
      Pattern.compile("(?s)(.+?)(?: array|(?<=.\\))array)?(?:\\[[0-9]{0,9}])?");

  /** The scale of a numeric can be negative. */
  private static final Pattern NUMBERS = Pattern.compile("-?[0-9]{1,9}(,-?[0-9]{1,9})*");

  /** What may follow the word {@code interval} (PostgreSQL's documentation, 8.5.4). */
  private static final Pattern INTERVAL_FIELDS =
      Pattern.compile(
          "|year|month|day|hour|minute|second|year to month|day to (hour|minute|second)"
              + "|hour to (minute|second)|minute to second");

  /** The binary digits of {@code float(p)} (PostgreSQL's documentation, 8.1.3). */
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

  /** The type of the spelling, without its shape. */
  SqlType type() {
    return text.length() > LONGEST ? unread(text) : read(text);
  }

  /** The type of the spelling, with the shape that the catalog reports. */
  SqlType type(TypeShape shape) {
    SqlType type = type();
    return switch (shape) {
      case UNKNOWN -> type;
      case SCALAR ->
          type instanceof Named named
              ? new Named(named.schema(), named.name(), named.arguments(), shape)
              : type;
      // Query Service generates the names, possibly the name of a built-in type.
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

  /** The element type in the text of an array; null if the text is not that of an array. */
  private static @Nullable String elementOf(String text) {
    Matcher array = ARRAY.matcher(text);
    if (array.matches() && array.end(1) < text.length()) {
      return array.group(1);
    }
    boolean catalogArray = text.startsWith("_") && BuiltInType.of(text.substring(1)) != null;
    return catalogArray ? text.substring(1) : null;
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

  /** The index of the first comma outside of brackets; -1 if there is none. */
  private static int commaOutside(String text) {
    int depth = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' && depth == 0) {
        return i;
      }
      depth += c == '<' || c == '(' ? 1 : c == '>' || c == ')' ? -1 : 0;
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
    SqlType type = NUMBERS.matcher(inside).matches() ? builtIn(words, numbers(inside)) : null;
    if (type != null) {
      return type;
    }
    return close == text.length() - 1 ? named(words, inside, TypeShape.UNKNOWN) : unread(text);
  }

  private static @Nullable SqlType builtIn(String words, List<Integer> parameters) {
    String interval = "interval";
    if (words.startsWith(interval) && !words.equals(interval)) {
      String fields = words.substring(interval.length()).strip();
      return INTERVAL_FIELDS.matcher(fields).matches() && parameters.size() <= 1
          ? new BuiltIn(BuiltInType.INTERVAL, parameters, false, fields, List.of())
          : null;
    }
    BuiltInType asWritten = BuiltInType.of(words);
    BuiltInType type = asWritten == null ? BuiltInType.of(unquoted(words)) : asWritten;
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
    // Without a length, the length is 1 (PostgreSQL's documentation, 8.3 and 8.10).
    if ((type == BuiltInType.CHARACTER || type == BuiltInType.BIT) && parameters.isEmpty()) {
      return new BuiltIn(type, List.of(1), true, "", List.of());
    }
    return new BuiltIn(type, parameters, false, "", List.of());
  }

  private static List<Integer> numbers(String list) {
    return Stream.of(list.split(",")).map(Integer::valueOf).toList();
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
