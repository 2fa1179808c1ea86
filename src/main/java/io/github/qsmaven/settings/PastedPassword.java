package io.github.qsmaven.settings;

import org.jspecify.annotations.Nullable;

/**
 * A password that a person pasted. Query Service's tokens have over a thousand characters, and
 * copying may break them into lines. Adobe's tutorial for SQLAlchemy puts the password between
 * triple quotes with a line break on either side. The page that shows it masks it, so a selection
 * with the mouse copies bullets.
 *
 * <p>Every build uses this class, most with a password that needs no change; {@link PastingMistake}
 * is loaded only for others.
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
    if (pasted.chars().allMatch(c -> c > ' ' && c <= '~')) {
      return new PastedPassword(new Secret(pasted));
    }
    String stripped = pasted.replaceAll("^" + BLANKS + "|" + BLANKS + "$", "");
    String squeezed = stripped.replaceAll(BLANKS, "");
    boolean token = CredentialKind.of(squeezed) == CredentialKind.TOKEN;
    return new PastedPassword(new Secret(token ? squeezed : stripped.replaceAll(LINE_BREAKS, "")));
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
            && (CredentialKind.tokenParts(text) == 0 || CredentialKind.hasTokenForm(text));
    return ordinary ? null : PastingMistake.in(text);
  }
}
