package io.github.qsmaven.model;

/**
 * A pattern over names: {@code *} matches any characters, {@code ?} matches one character, and any
 * other character matches itself. Case is significant.
 *
 * @param pattern the pattern, not empty; the escapes of {@link NameEscaper#FILE} have no meaning
 */
public record Glob(String pattern) {
  /** Rejects an empty pattern. */
  public Glob {
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
   * Whether the pattern matches a table. A pattern without a dot is compared with the bare name
   * only; a pattern with a dot also with {@code schema.name}, since a bare name may contain dots.
   *
   * @param name the name of the table
   */
  public boolean matches(TableName name) {
    return matches(name.name()) || (hasDot() && matches(name.qualified()));
  }

  /**
   * Whether the pattern matches the whole of a text. The product of the two lengths bounds the time
   * it takes, whatever the pattern.
   *
   * @param text any string
   */
  public boolean matches(String text) {
    if (endsOtherwise(text)) {
      return false;
    }
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

  /** Rules out nearly all texts: a file may contain thousands of patterns. */
  private boolean endsOtherwise(String text) {
    int p = pattern.length() - 1;
    for (int t = text.length() - 1; p >= 0 && t >= 0; p--, t--) {
      char c = pattern.charAt(p);
      if (c == '*' || c == '?') {
        return false;
      }
      if (c != text.charAt(t)) {
        return true;
      }
    }
    return false;
  }
}
