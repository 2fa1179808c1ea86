package io.github.qsmaven.model;

/**
 * A text as the plugin received it, in which characters may have been lost before. Java puts U+FFFD
 * in place of each byte that it cannot decode: in the command line and in environment variables,
 * which it decodes by the locale, so that {@code LC_ALL=C} leaves only ASCII; and in a {@code
 * settings.xml} or POM in Latin-1, which Maven 3 reads as UTF-8.
 *
 * @param text the text, before escapes are read; perhaps a secret
 */
public record ReceivedText(String text) {
  /** What to do about lost characters. */
  public static final String ADVICE =
      "if the value comes from the command line or an environment variable, set LC_ALL=C.UTF-8, or"
          + " another UTF-8 locale, where Maven starts; if it comes from a file, save the file as"
          + " UTF-8, or in the encoding that its XML declaration names.";

  /** Whether characters were lost. */
  public boolean isDamaged() {
    return text.indexOf('\uFFFD') >= 0;
  }

  /** Without the text, which may be a secret. */
  @Override
  public String toString() {
    return "ReceivedText[***]";
  }
}
