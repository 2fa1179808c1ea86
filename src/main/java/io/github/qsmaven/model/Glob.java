package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * A pattern over table names: {@code *} stands for any characters, {@code ?} for one, all else for
 * itself, with its case. A pattern with a dot is held against {@code schema.name} and against the
 * bare name, which may hold dots; one without a dot only against the bare name.
 *
 * @param pattern the pattern, not empty; the escapes of {@link NameEscaper#FILE} are not read here
 */
public record Glob(String pattern) {
  /** Refuses an empty pattern. */
  public Glob {
    requireNonNull(pattern, "pattern is null");
    if (pattern.isEmpty()) {
      throw new IllegalArgumentException("a pattern is empty");
    }
  }

  /** Whether the pattern may name a schema. */
  public boolean hasDot() {
    return pattern.indexOf('.') >= 0;
  }

  /** The pattern for SQL's {@code LIKE} with its standard escape character, the backslash. */
  public String toLike() {
    StringBuilder like = new StringBuilder(pattern.length() + 8);
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      switch (c) {
        case '*' -> like.append('%');
        case '?' -> like.append('_');
        case '%', '_', '\\' -> like.append('\\').append(c);
        default -> like.append(c);
      }
    }
    return like.toString();
  }

  /**
   * Whether the pattern matches a table, for a server that cannot be asked.
   *
   * @param name the table
   */
  public boolean matches(TableName name) {
    Pattern regex = Pattern.compile(toRegex(), Pattern.DOTALL);
    return regex.matcher(name.name()).matches()
        || (hasDot() && regex.matcher(name.qualified()).matches());
  }

  /**
   * Whether the pattern matches the whole of a text, dots or not. In a time that the product of the
   * lengths bounds, whatever the pattern.
   *
   * @param text any string
   */
  public boolean matches(String text) {
    int p = 0;
    int t = 0;
    int afterStar = -1;
    int retry = 0;
    while (t < text.length()) {
      int c = text.codePointAt(t);
      int wanted = p < pattern.length() ? pattern.codePointAt(p) : -1;
      if (wanted == '*') {
        afterStar = ++p;
        retry = t;
      } else if (wanted == '?' || wanted == c) {
        p += Character.charCount(wanted);
        t += Character.charCount(c);
      } else if (afterStar >= 0) {
        p = afterStar;
        retry += Character.charCount(text.codePointAt(retry));
        t = retry;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  private String toRegex() {
    StringBuilder regex = new StringBuilder();
    pattern
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '*' -> regex.append(".*");
                case '?' -> regex.append('.');
                default -> regex.append(Pattern.quote(Character.toString(c)));
              }
            });
    return regex.toString();
  }
}
