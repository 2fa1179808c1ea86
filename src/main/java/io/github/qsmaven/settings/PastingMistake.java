package io.github.qsmaven.settings;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong when a password was pasted, and cannot be put right without asking: the password
 * of a PostgreSQL may be any text, braces, quotes and all. So what stands around a password is a
 * mistake only if what is left without it is exactly of a form that Query Service documents, a
 * token or {@code technicalAccountId:credential}. That form begins with 24 letters and digits and a
 * colon, or is two JSON objects in base64url; nobody chooses a password that holds one by chance.
 */
enum PastingMistake {
  MASK(
      "is made of bullets or asterisks: the mask that was shown instead of it.",
      "copy it with the copy icon beside the field, not by selecting it."),
  UNRESOLVED(
      "holds an expression that Maven could not resolve: no environment variable or property has"
          + " that name.",
      "set the variable for this build; in CI, check that the secret is handed to this job."),
  PLACEHOLDER(
      "is the words technicalAccountId:credential, not what they stand for.",
      "write the values of both, with a colon between them, from the file that Query Service let"
          + " you download; or name that file in <credentialFile>, and remove <password>."),
  FILE_CONTENT(
      "is the content of the file that Query Service lets one download.",
      "name the file in <credentialFile>, in the <configuration>, and remove <password>."),
  BRACES(
      "has braces around it or its parts; the documentation prints them around what is to be filled in.",
      "write it without braces, technicalAccountId and credential with a colon between them:"
          + " 4F26...:3d18..."),
  QUOTES(
      "has quotation marks around it.",
      "remove them; settings.xml needs none, and neither does a CI server's secret."),
  BEARER("starts with the word Bearer, which belongs to HTTP.", "write the token alone."),
  NAME("starts with the word password.", "write its value alone."),
  CUT(
      "looks like a token that was cut short: it has no third part after a second dot.",
      "copy it anew with the copy icon. It has over a thousand characters; some terminals and"
          + " fields take fewer.");

  private static final Pattern MASKED = Pattern.compile("[•●∙·⬤*]+");
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{[^{}]+}");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{env\\.[^{}]+}");
  private static final Pattern PLACEHOLDERS =
      Pattern.compile("\\{*technicalAccountId}*:\\{*credential}*", Pattern.CASE_INSENSITIVE);
  private static final Pattern BRACE = Pattern.compile("[{}]");

  /** Braces around the second part alone could be of a credential that somebody chose. */
  private static final Pattern GENERATED_IN_BRACES =
      Pattern.compile("[^{}:]+:\\{[0-9a-f]{32}}", Pattern.CASE_INSENSITIVE);

  private static final String MARKS = "[\"'`\u2018-\u201F\u00AB\u00BB]+";
  private static final Pattern QUOTED = Pattern.compile(MARKS + "(.+?)" + MARKS, Pattern.DOTALL);
  private static final Pattern AFTER_BEARER =
      Pattern.compile("bearer\\s*(.+)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern AFTER_NAME =
      Pattern.compile("password\\s*[=:]\\s*(.+)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private final String problem;
  private final String advice;

  PastingMistake(String problem, String advice) {
    this.problem = problem;
    this.advice = advice;
  }

  /** What is wrong; the end of a sentence about the password. */
  String problem() {
    return problem;
  }

  /** What to do. */
  String advice() {
    return advice;
  }

  /**
   * Looks for a mistake.
   *
   * @param text a password, without blanks around it
   * @return the mistake; null: none
   */
  static @Nullable PastingMistake in(String text) {
    if (MASKED.matcher(text).matches()) {
      return MASK;
    }
    if (EXPRESSION.matcher(text).matches() || VARIABLE.matcher(text).find()) {
      // Other expressions inside a password are taken for a part of it.
      return UNRESOLVED;
    }
    if (PLACEHOLDERS.matcher(text).matches()) {
      return PLACEHOLDER;
    }
    if (text.startsWith("{") && text.contains("\"technicalAccountId\"")) {
      return FILE_CONTENT;
    }
    if (isCutToken(text)) {
      return CUT;
    }
    return around(text);
  }

  private static boolean isCutToken(String text) {
    int parts = PastedPassword.tokenParts(text);
    return parts > 0 && parts < 3 && Jwt.startsWithHeader(text);
  }

  /** What stands around a documented form; null if nothing does, or it is around anything else. */
  private static @Nullable PastingMistake around(String text) {
    if (text.startsWith("{") || GENERATED_IN_BRACES.matcher(text).matches()) {
      return isDocumented(BRACE.matcher(text).replaceAll("")) ? BRACES : null;
    }
    if (isAround(QUOTED.matcher(text))) {
      return QUOTES;
    }
    if (isAround(AFTER_BEARER.matcher(text))) {
      return BEARER;
    }
    return isAround(AFTER_NAME.matcher(text)) ? NAME : null;
  }

  private static boolean isAround(Matcher matcher) {
    if (!matcher.matches()) {
      return false;
    }
    String inner = matcher.group(1);
    return isDocumented(inner) || around(inner) != null;
  }

  private static boolean isDocumented(String text) {
    return CredentialKind.of(text) != CredentialKind.PASSWORD;
  }
}
