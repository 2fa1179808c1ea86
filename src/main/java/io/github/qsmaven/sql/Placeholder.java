package io.github.qsmaven.sql;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A placeholder in a statement.
 *
 * @param kind the kind
 * @param written how it is written
 * @param expression what it consists of, without its marks
 */
record Placeholder(PlaceholderKind kind, String written, String expression) {
  private static final String TEXT = "\\s*(?:'([^']*)'|\"([^\"]*)\")\\s*";

  private static final Pattern REFERENCE =
      Pattern.compile("ref\\(" + TEXT + "(?:," + TEXT + ")?(?:,\\s*v(?:ersion)?\\s*=[^)]*)?\\)");
  private static final Pattern SOURCE = Pattern.compile("source\\(" + TEXT + "," + TEXT + "\\)");
  private static final Pattern VARIABLE = Pattern.compile("(?s)(var|env_var)\\(" + TEXT + "[,)].*");

  /** Placeholders inside a literal or a quoted name. Bounded, so that it is linear. */
  static final Pattern EMBEDDED =
      Pattern.compile(
          "[$#]\\{[^{}]{1,200}}|\\{\\{.{1,500}?}}"
              + "|(?<![\\w$])\\$[A-Za-z_]\\w{0,100}|(?<![\\w@])@[A-Za-z_]\\w{0,100}");

  /** Reads a placeholder as it is written. */
  static Placeholder of(String written) {
    char second = written.length() > 1 ? written.charAt(1) : ' ';
    return switch (written.charAt(0)) {
      case '{' ->
          new Placeholder(
              PlaceholderKind.DOUBLE_BRACES,
              written,
              written.replaceAll("^\\{\\{[-+]?\\s*|\\s*[-+]?}}$", ""));
      case '$' ->
          second == '{'
              ? new Placeholder(PlaceholderKind.DOLLAR_BRACES, written, insideBraces(written))
              : new Placeholder(
                  second >= '0' && second <= '9'
                      ? PlaceholderKind.NUMBERED
                      : PlaceholderKind.DOLLAR_NAME,
                  written,
                  written.substring(1));
      case '#' ->
          second == '{'
              ? new Placeholder(PlaceholderKind.HASH_BRACES, written, insideBraces(written))
              : new Placeholder(PlaceholderKind.HASH, written, written.substring(1));
      case ':' ->
          new Placeholder(
              PlaceholderKind.COLON, written, written.replaceAll("^:#?[{'\"]?[?#]?|[}'\"]$", ""));
      case '@' -> new Placeholder(PlaceholderKind.AT, written, written.replaceAll("^@+", ""));
      default -> new Placeholder(PlaceholderKind.QUESTION, written, written.substring(1));
    };
  }

  private static String insideBraces(String written) {
    return written.replaceAll("^..\\s*|\\s*}$", "").replaceAll("\\s*[,:].*", "");
  }

  /** The names under which its value is looked up. */
  List<String> names() {
    Matcher variable = VARIABLE.matcher(expression);
    if (kind == PlaceholderKind.DOUBLE_BRACES && variable.matches()) {
      String name = first(variable, 2);
      return List.of(variable.group(1) + "." + name, name);
    }
    return kind == PlaceholderKind.DOLLAR_BRACES || kind == PlaceholderKind.HASH_BRACES
        ? List.of(written.substring(2, written.length() - 1).strip(), expression)
        : List.of(expression);
  }

  /** The parts of the name that a {@code ref} or {@code source} of dbt stands for; else empty. */
  List<String> relation() {
    if (kind == PlaceholderKind.DOUBLE_BRACES) {
      Matcher reference = REFERENCE.matcher(expression);
      if (reference.matches()) {
        boolean ofProject = reference.group(3) != null || reference.group(4) != null;
        return List.of(first(reference, ofProject ? 3 : 1));
      }
      Matcher source = SOURCE.matcher(expression);
      if (source.matches()) {
        return List.of(first(source, 1), first(source, 3));
      }
    }
    return List.of();
  }

  /** Whether it sets up something and stands for nothing. */
  boolean isSetUp() {
    return kind == PlaceholderKind.DOUBLE_BRACES && expression.matches("(?s)config\\s*\\(.*");
  }

  private static String first(Matcher matcher, int group) {
    return matcher.group(group) == null ? matcher.group(group + 1) : matcher.group(group);
  }
}
