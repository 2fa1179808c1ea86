package io.github.qsmaven.settings;

import io.github.qsmaven.model.CannotCheckException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mistake in pasting a password that the plugin cannot correct: a password of PostgreSQL may be
 * any text, including braces and quotes. So characters around a password are a mistake only if the
 * text without them has exactly a form that Query Service documents: a token, or {@code
 * technicalAccountId:credential}. That form begins with 24 letters and digits and a colon, or is
 * two JSON objects in base64url, so no chosen password contains it by chance.
 */
enum PastingMistake {
  MASK(
      "consists of bullets or asterisks: the mask that the page shows instead of the password.",
      "copy it with the copy icon beside the field, not by selecting the text."),
  UNRESOLVED(
      "contains an expression that Maven could not resolve: no environment variable or property"
          + " has that name.",
      "set the variable for this build; in CI, check that the secret is passed to this job."),
  PLACEHOLDER(
      "contains the placeholder text technicalAccountId:credential instead of the real values.",
      "write both values, separated by a colon, from the file that you downloaded from Query"
          + " Service; or set <credentialFile> to that file, and remove <password>."),
  FILE_CONTENT(
      "is the content of the file that you downloaded from Query Service.",
      "set <credentialFile>, in <configuration>, to the path of that file, and remove <password>."),
  BRACES(
      "has braces around it or its parts; in the documentation they mark what to fill in.",
      "write it without braces, technicalAccountId and credential separated by a colon:"
          + " 4F26...:3d18..."),
  QUOTES(
      "has quotation marks around it.",
      "remove them; neither settings.xml nor the secret of a CI server needs them."),
  BEARER("starts with the word Bearer, which belongs in an HTTP header.", "write the token alone."),
  NAME("starts with the word password.", "write the value alone."),
  CUT(
      "looks like a token that was cut short: it has no third part after a second dot.",
      "copy it again as a whole. A token may have over a thousand characters; some terminals and"
          + " fields accept fewer.");

  private static final Pattern MASKED = Pattern.compile("[•●∙·⬤*]+");
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{[^{}]*}");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{env\\.[^{}]+}");
  private static final Pattern PLACEHOLDERS =
      Pattern.compile("\\{*technicalAccountId}*:\\{*credential}*", Pattern.CASE_INSENSITIVE);
  private static final Pattern BRACE = Pattern.compile("[{}]");

  /** Braces around only the second part may belong to a credential that a person chose. */
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

  /**
   * The mistake as an exception.
   *
   * @param subject what has the mistake, the start of a sentence
   */
  CannotCheckException exception(String subject) {
    return new CannotCheckException(subject + problem, advice);
  }

  /** Whether a text contains an expression that Maven did not resolve. */
  static boolean hasExpression(String text) {
    return EXPRESSION.matcher(text).find();
  }

  /** The first expression in a text that has one; the rest of the text may be secret. */
  static String expressionIn(String text) {
    return EXPRESSION.matcher(text).results().findFirst().orElseThrow().group();
  }

  /** Whether a text is an expression that Maven did not resolve. */
  static boolean isExpression(String text) {
    return EXPRESSION.matcher(text).matches();
  }

  /**
   * Whether a password is an expression with a name, or contains one of an environment variable.
   * Any other expression is a part of the password.
   */
  private static boolean isUnresolved(String password) {
    return (isExpression(password) && !password.equals("${}")) || VARIABLE.matcher(password).find();
  }

  /**
   * Looks for a mistake.
   *
   * @param text a password, without whitespace around it
   * @return the mistake; null if there is none
   */
  static @Nullable PastingMistake in(String text) {
    if (MASKED.matcher(text).matches()) {
      return MASK;
    }
    if (isUnresolved(text)) {
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
    int parts = CredentialKind.tokenParts(text);
    return parts > 0 && parts < 3 && Jwt.startsWithHeader(text);
  }

  /** The mistake around a documented form; null if there is none, or no documented form inside. */
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
