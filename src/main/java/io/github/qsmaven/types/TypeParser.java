package io.github.qsmaven.types;

import io.github.qsmaven.model.TypeShape;
import io.github.qsmaven.types.SqlType.Bracketed;
import io.github.qsmaven.types.SqlType.BuiltIn;
import io.github.qsmaven.types.SqlType.Either;
import io.github.qsmaven.types.SqlType.Malformed;
import io.github.qsmaven.types.SqlType.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses normalized spellings of types. Understands PostgreSQL's grammar, the names of its catalog
 * ({@code _int4}) and the angle brackets of Spark SQL. Any other spelling is a {@link Named} type;
 * parsing never fails.
 *
 * @param ofContract whether the spellings are those of a contract, which can be wrong
 * @param quotesMatter whether a name in quotes is never that of a built-in type
 */
record TypeParser(boolean ofContract, boolean quotesMatter) {
  /** Longer spellings are compared as text. This also limits the depth of nested types. */
  static final int LONGEST = 1000;

  /**
   * {@code integer[]}, {@code integer[4]}, and SQL's {@code integer array} and {@code array[4]}.
   */
  private static final Pattern ARRAY =
      Pattern.compile(
          "(.+?)(?: array|(?<=.\\))array)?(?:\\[[0-9]*])?",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  /** A length, or precision and scale, in the brackets of an array. */
  private static final Pattern BRACKETED = Pattern.compile("([\\w ]+)\\[([0-9]+(?:,[0-9]+)?)]");

  /** The scale of a numeric can be negative. */
  private static final Pattern NUMBERS = Pattern.compile("-?[0-9]+(,-?[0-9]+)*");

  /** What may follow the word {@code interval} (PostgreSQL's documentation, 8.5.4). */
  private static final Pattern INTERVAL_FIELDS =
      Pattern.compile(
          "|year|month|day|hour|minute|second|year to month|day to (hour|minute|second)"
              + "|hour to (minute|second)|minute to second");

  private static final String INTERVAL = "interval";

  /** The binary digits of {@code float(p)} (PostgreSQL's documentation, 8.1.3). */
  private static final int MOST_BITS_OF_REAL = 24;

  private static final int MOST_BITS_OF_DOUBLE = 53;

  /** Longer numbers are cut: they are above every limit. */
  private static final int MOST_DIGITS = 17;

  /** What a number at a server has at most, so that it fits an {@code int}. */
  private static final long LARGEST_REPORTED = 999_999_999;

  /**
   * What JDBC drivers, and tools that write contracts through them, report as the length of a type
   * without a limit.
   */
  private static final long NO_LIMIT = Integer.MAX_VALUE;

  /** The type of a spelling, without its shape. */
  SqlType parse(TypeExpression spelling) {
    String text = spelling.text();
    return text.length() > LONGEST ? unread(text) : read(text);
  }

  /** The type of a spelling, with the shape that the catalog reports. */
  SqlType parse(TypeExpression spelling, TypeShape shape) {
    SqlType type = parse(spelling);
    String text = spelling.text();
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
            ? arrayOf(parse(new TypeExpression(text.substring(1))))
            : BuiltIn.plain(BuiltInType.ARRAY);
      }
    };
  }

  static boolean isA(SqlType type, BuiltInType wanted) {
    return type instanceof BuiltIn builtIn && builtIn.type() == wanted;
  }

  private SqlType read(String text) {
    Matcher bracketed = BRACKETED.matcher(text);
    if (ofContract && bracketed.matches()) {
      String sized = bracketed.group(1) + "(" + bracketed.group(2) + ")";
      SqlType type = readPlain(sized);
      boolean isArray = bracketed.group(2).indexOf(',') < 0;
      if (type instanceof BuiltIn known && !known.type().family().parameterNames().isEmpty()) {
        SqlType array = isArray ? arrayOf(readPlain(bracketed.group(1))) : unread(text);
        return new Bracketed(array, type, sized);
      }
    }
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
    boolean catalogArray = text.startsWith("_") && known(text.substring(1)) != null;
    return catalogArray ? text.substring(1) : null;
  }

  private static @Nullable BuiltInType known(String words) {
    return BuiltInType.of(TypeExpression.lower(words));
  }

  /** PostgreSQL has one type for arrays of any dimension (documentation, 8.15.1). */
  private static SqlType arrayOf(SqlType element) {
    SqlType inner = element instanceof Bracketed bracketed ? bracketed.array() : element;
    return isA(inner, BuiltInType.ARRAY)
        ? inner
        : new BuiltIn(BuiltInType.ARRAY, List.of(), false, "", List.of(inner));
  }

  private SqlType readAngles(String text, String word, String inside) {
    BuiltInType type = known(word);
    if (type == BuiltInType.ARRAY) {
      return arrayOf(read(inside));
    }
    if (type == BuiltInType.STRUCT) {
      return new BuiltIn(type, List.of(), false, TypeExpression.lower(inside), List.of());
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
  private SqlType readPlain(String text) {
    int open = outsideQuotes(text, '(');
    int close = open < 0 ? -1 : text.indexOf(')', open);
    if (open < 0 || close < 0) {
      SqlType type = open < 0 ? builtIn(text, null) : null;
      return type == null ? (open < 0 ? named(text, "", TypeShape.UNKNOWN) : unread(text)) : type;
    }
    String words = (text.substring(0, open) + ' ' + text.substring(close + 1)).strip();
    String inside = text.substring(open + 1, close);
    SqlType type = builtIn(words, inside);
    if (type != null) {
      return type;
    }
    return close == text.length() - 1 || OtherSystemType.of(words) != null
        ? named(words, inside, TypeShape.UNKNOWN)
        : unread(text);
  }

  private static int outsideQuotes(String text, char wanted) {
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (c == wanted && !quoted) {
        return i;
      }
    }
    return -1;
  }

  /**
   * A built-in type; null if the words are not the name of one. In a contract, words may follow
   * that are no part of a type.
   *
   * @param words the words outside of the parentheses
   * @param inside the text in the parentheses; null if there are none
   */
  private @Nullable SqlType builtIn(String words, @Nullable String inside) {
    SqlType type = exactly(words, inside);
    int blank = words.lastIndexOf(' ');
    while (type == null && ofContract && blank > 0 && OtherSystemType.of(words) == null) {
      SqlType first = exactly(words.substring(0, blank), inside);
      if (first != null) {
        type =
            new Malformed(
                first,
                "\"" + words.substring(blank + 1) + "\" is not part of a type in PostgreSQL");
      }
      blank = words.lastIndexOf(' ', blank - 1);
    }
    return type;
  }

  private @Nullable SqlType exactly(String words, @Nullable String inside) {
    String lower = TypeExpression.lower(words);
    if (lower.startsWith(INTERVAL + " ")) {
      return interval(lower.substring(INTERVAL.length()).strip(), inside);
    }
    BuiltInType asWritten = BuiltInType.of(lower);
    BuiltInType type =
        asWritten == null && !quotesMatter
            ? BuiltInType.of(TypeExpression.lower(Identifier.of(words).text()))
            : asWritten;
    if (type == null) {
      return null;
    }
    SqlType builtIn = withParameters(type, "", lower, inside);
    return builtIn != null && ofContract && quotesMatter && inside == null && isMixedCase(words)
        ? new Either(new Identifier(words, false), builtIn)
        : builtIn;
  }

  private static boolean isMixedCase(String words) {
    return words.chars().anyMatch(Character::isUpperCase)
        && words.chars().anyMatch(Character::isLowerCase);
  }

  private @Nullable SqlType interval(String fields, @Nullable String inside) {
    if (INTERVAL_FIELDS.matcher(fields).matches()) {
      return withParameters(BuiltInType.INTERVAL, fields, INTERVAL, inside);
    }
    return ofContract
        ? new Malformed(
            BuiltIn.plain(BuiltInType.INTERVAL),
            "an interval has no fields \"" + fields + "\" in PostgreSQL")
        : null;
  }

  private @Nullable SqlType withParameters(
      BuiltInType type, String fields, String words, @Nullable String inside) {
    if (inside == null) {
      return sized(type, fields, List.of());
    }
    List<String> names = type.family().parameterNames();
    List<Integer> parameters = new ArrayList<>(2);
    String problem = "";
    if (!NUMBERS.matcher(inside).matches()) {
      problem =
          "PostgreSQL takes only numbers in the parentheses of a type, not \"" + inside + "\"";
    } else if (type == BuiltInType.FLOAT) {
      return floating(numbers(inside));
    } else {
      List<Long> numbers = numbers(inside);
      if (numbers.size() > names.size()) {
        problem =
            words
                + (names.isEmpty()
                    ? " takes no length or precision in PostgreSQL"
                    : " takes only " + String.join(" and ", names) + " in PostgreSQL");
      }
      for (int i = 0; problem.isEmpty() && i < numbers.size(); i++) {
        long number = numbers.get(i);
        if (ofContract && number == NO_LIMIT && i == 0) {
          return sized(
              type == BuiltInType.CHARACTER ? BuiltInType.BPCHAR : type, fields, List.of());
        }
        problem = outOfRange(type, i, number);
        parameters.add((int) (ofContract ? Math.min(number, type.family().finest()) : number));
      }
    }
    if (problem.isEmpty()) {
      return sized(type, fields, parameters);
    }
    return ofContract ? new Malformed(sized(type, fields, List.of()), problem) : null;
  }

  private @Nullable SqlType floating(List<Long> bits) {
    long first = bits.get(0);
    if (bits.size() > 1 || first < 1 || first > MOST_BITS_OF_DOUBLE) {
      return ofContract
          ? new Malformed(
              BuiltIn.plain(BuiltInType.FLOAT), "float takes 1 to 53 bits in PostgreSQL")
          : null;
    }
    return BuiltIn.plain(first <= MOST_BITS_OF_REAL ? BuiltInType.REAL : BuiltInType.DOUBLE);
  }

  /** What is wrong with a number in the parentheses; empty if nothing is. */
  private String outOfRange(BuiltInType type, int index, long number) {
    TypeFamily family = type.family();
    String name = family.parameterNames().get(index);
    if (!ofContract) {
      return Math.abs(number) <= LARGEST_REPORTED ? "" : "too large";
    }
    long most = index == 0 ? type.largest() : BuiltInType.NUMERIC.largest();
    long least = index > 0 ? -most : family.isSized() ? 1 : 0;
    return number >= least && number <= most
        ? ""
        : "the "
            + name
            + " of "
            + type.spellings().get(0)
            + " is "
            + least
            + " to "
            + most
            + " in PostgreSQL";
  }

  private static SqlType sized(BuiltInType type, String fields, List<Integer> parameters) {
    if (type == BuiltInType.NUMERIC && parameters.size() == 1) {
      return new BuiltIn(type, List.of(parameters.get(0), 0), false, "", List.of());
    }
    // Without a length, the length is 1 (PostgreSQL's documentation, 8.3 and 8.10).
    if ((type == BuiltInType.CHARACTER || type == BuiltInType.BIT) && parameters.isEmpty()) {
      return new BuiltIn(type, List.of(1), true, "", List.of());
    }
    return new BuiltIn(type, List.copyOf(parameters), false, fields, List.of());
  }

  private static List<Long> numbers(String list) {
    List<Long> numbers = new ArrayList<>(2);
    for (String number : list.split(",", -1)) {
      numbers.add(Long.valueOf(number.substring(0, Math.min(number.length(), MOST_DIGITS))));
    }
    return numbers;
  }

  private static Named unread(String text) {
    return new Named(null, new Identifier(text, false), "", TypeShape.UNKNOWN);
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
    Identifier schema = dot < 0 ? null : Identifier.of(words.substring(0, dot));
    return new Named(schema, Identifier.of(words.substring(dot + 1)), arguments, shape);
  }
}
