package io.github.qsmaven.connection;

import java.util.regex.Pattern;

/**
 * A password as people paste it. Query Service's tokens are over a thousand characters long and get
 * broken into lines on their way; Adobe's tutorial for SQLAlchemy puts the password between triple
 * quotes with a line break on either side; and the page that shows it masks it, so that a selection
 * with the mouse copies bullets.
 *
 * @param secret the password with line breaks, the blanks beside them and those around it gone
 * @param repaired whether anything went
 */
record PastedPassword(Secret secret, boolean repaired) {
  private static final Pattern LINE_BREAKS = Pattern.compile("[ \\t]*[\\r\\n]+[ \\t\\r\\n]*");
  private static final Pattern MASKED = Pattern.compile("[•●∙·⬤*]+");
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{[^{}]+}");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{env\\.[^{}]+}");

  static PastedPassword of(String pasted) {
    String clean = LINE_BREAKS.matcher(pasted.strip()).replaceAll("");
    return new PastedPassword(new Secret(clean), !clean.equals(pasted));
  }

  /** Whether it is what the masked field shows instead of the password. */
  boolean masked() {
    return MASKED.matcher(secret.value()).matches();
  }

  /**
   * Whether it is an expression, or holds an environment variable, that Maven left as it was, since
   * nothing has that name. Other expressions inside a password are taken for a part of it.
   */
  boolean unresolved() {
    return EXPRESSION.matcher(secret.value()).matches() || VARIABLE.matcher(secret.value()).find();
  }
}
