package io.github.qsmaven.settings;

import java.util.Arrays;
import java.util.regex.Pattern;

/** The kinds of credentials, which the form of a password determines. */
public enum CredentialKind {
  /**
   * An expiring one: a JSON Web Token of Adobe's IMS, valid for 24 hours unless the organization
   * has set another time.
   */
  TOKEN,

  /**
   * A non-expiring one: {@code technicalAccountId:credential}. Query Service deletes it when it has
   * not been used for 90 days.
   */
  TECHNICAL_ACCOUNT,

  /** Any other, such as PostgreSQL's. */
  PASSWORD;

  /**
   * An id has 24 letters and digits in Adobe's documentation, and may carry its domain; the
   * credential may have been chosen by a person, and so may be any text.
   */
  private static final Pattern ACCOUNT =
      Pattern.compile(
          "[0-9A-Za-z]{24}(?:@techacct\\.adobe\\.com)?:.+",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern TOKEN_PARTS = Pattern.compile("ey[0-9A-Za-z_.-]*");

  static CredentialKind of(String password) {
    if (hasTokenForm(password) && Jwt.startsWithHeader(password)) {
      return TOKEN;
    }
    return ACCOUNT.matcher(password).matches() ? TECHNICAL_ACCOUNT : PASSWORD;
  }

  /** Whether a password has a form that Adobe documents; a token, only if IMS issued it. */
  static boolean isOfAdobe(String password) {
    return switch (of(password)) {
      case TOKEN -> Jwt.read(password).filter(Jwt::isOfIms).isPresent();
      case TECHNICAL_ACCOUNT -> true;
      case PASSWORD -> false;
    };
  }

  /** Whether a text has the form of a token; {@link Jwt#read} decides whether it is one. */
  static boolean hasTokenForm(String text) {
    return tokenParts(text) == 3 && !text.endsWith(".");
  }

  /**
   * Counts the parts of a token in a text: base64url, separated by dots, the first of them an
   * object that begins with a name, <code>{"</code>.
   *
   * @return the number of parts that are not empty; 0 if the text contains anything else
   */
  static int tokenParts(String text) {
    return TOKEN_PARTS.matcher(text).matches()
        ? (int) Arrays.stream(text.split("\\.")).filter(part -> !part.isEmpty()).count()
        : 0;
  }
}
