package io.github.qsmaven.settings;

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

  static CredentialKind of(String password) {
    if (PastedPassword.isToken(password) && Jwt.startsWithHeader(password)) {
      return TOKEN;
    }
    return ACCOUNT.matcher(password).matches() ? TECHNICAL_ACCOUNT : PASSWORD;
  }
}
