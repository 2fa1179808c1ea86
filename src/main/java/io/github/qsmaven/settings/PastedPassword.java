package io.github.qsmaven.settings;

import org.jspecify.annotations.Nullable;

/**
 * A password as people paste it. Query Service's tokens are over a thousand characters long and get
 * broken into lines when they are copied; Adobe's tutorial for SQLAlchemy puts the password between
 * triple quotes with a line break on either side; and the page that shows it masks it, so that a
 * selection with the mouse copies bullets.
 *
 * <p>Every build uses this class, most with a password that needs no change; the classes that look
 * closer are loaded only for the others.
 *
 * @param secret the password without line breaks, the whitespace beside them and the whitespace
 *     around it; of a token, which cannot contain any, without all whitespace and invisible
 *     characters
 */
record PastedPassword(Secret secret) {
  private static final String LINE_BREAKS = "[ \\t]*[\\r\\n]+[ \\t\\r\\n]*";

  /** Whitespace of any script, and characters without width, such as a byte order mark. */
  private static final String BLANKS = "[\\s\\p{Z}\\p{Cf}]+";

  static PastedPassword of(String pasted) {
    if (isVisible(pasted)) {
      return new PastedPassword(new Secret(pasted));
    }
    String stripped = pasted.replaceAll("^" + BLANKS + "|" + BLANKS + "$", "");
    String squeezed = stripped.replaceAll(BLANKS, "");
    boolean token = CredentialKind.of(squeezed) == CredentialKind.TOKEN;
    return new PastedPassword(new Secret(token ? squeezed : stripped.replaceAll(LINE_BREAKS, "")));
  }

  private static boolean isVisible(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  /** Whether a text has the form of a token; {@link Jwt#read} decides whether it is one. */
  static boolean isToken(String text) {
    return tokenParts(text) == 3 && !text.endsWith(".");
  }

  /** The mistake in it; null if there is none. */
  @Nullable PastingMistake mistake() {
    String text = secret.value();
    boolean ordinary =
        !text.isEmpty()
            && Character.isLetterOrDigit(text.charAt(0))
            && text.indexOf('{') < 0
            && !text.regionMatches(true, 0, "bearer", 0, 6)
            && !text.regionMatches(true, 0, "password", 0, 8)
            && !text.regionMatches(true, 0, "technicalAccountId", 0, 18)
            && (tokenParts(text) == 0 || isToken(text));
    return ordinary ? null : PastingMistake.in(text);
  }

  /**
   * Counts the parts of a token in a text: base64url, separated by dots, the first of them an
   * object that begins with a name, <code>{"</code>.
   *
   * @return the number of parts that are not empty; 0 if the text contains anything else
   */
  static int tokenParts(String text) {
    if (!text.startsWith("ey")) {
      return 0;
    }
    int parts = 0;
    char before = '.';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '.' && !isBase64Url(c)) {
        return 0;
      }
      if (c != '.' && before == '.') {
        parts++;
      }
      before = c;
    }
    return parts;
  }

  private static boolean isBase64Url(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '_';
  }
}
