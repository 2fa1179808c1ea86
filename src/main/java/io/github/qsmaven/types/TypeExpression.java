package io.github.qsmaven.types;

import io.github.qsmaven.model.CaseRule;
import java.util.List;
import java.util.Locale;

/**
 * The spelling of a type in a contract or at a server, normalized so that equal spellings are equal
 * as text but for the case: one space between words, none beside brackets, commas and dots, no
 * {@code pg_catalog}.
 *
 * @param text the normalized spelling
 */
record TypeExpression(String text) {
  /** Reads a spelling, any string. */
  static TypeExpression of(String spelling) {
    StringBuilder out = new StringBuilder(spelling.length());
    boolean quoted = false;
    boolean blank = false;
    for (int i = 0; i < spelling.length(); i++) {
      char c = spelling.charAt(i);
      if (!quoted && (Character.isWhitespace(c) || Character.isSpaceChar(c))) {
        blank = true;
        continue;
      }
      if (blank
          && !out.isEmpty()
          && !isPunctuation(c)
          && !isPunctuation(out.charAt(out.length() - 1))) {
        out.append(' ');
      }
      blank = false;
      quoted ^= c == '"';
      out.append(c);
    }
    String text = out.toString();
    for (String catalog : List.of("pg_catalog.", "\"pg_catalog\".")) {
      if (text.regionMatches(true, 0, catalog, 0, catalog.length())) {
        return new TypeExpression(text.substring(catalog.length()));
      }
    }
    return new TypeExpression(text);
  }

  private static boolean isPunctuation(char c) {
    return "()<>[],.:".indexOf(c) >= 0;
  }

  /** Whether the spellings are equal but for the case. */
  boolean isAlike(TypeExpression other) {
    return CaseRule.fold(text).equals(CaseRule.fold(other.text));
  }

  /** The text in lower case; only letters of ASCII change, so that indexes stay. */
  static String lower(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x80) {
        return text;
      }
    }
    return text.toLowerCase(Locale.ROOT);
  }
}
