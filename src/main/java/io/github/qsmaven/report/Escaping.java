package io.github.qsmaven.report;

import org.jspecify.annotations.Nullable;

/** Replaces the characters of a text that cannot stand in a format as they are. */
@FunctionalInterface
public interface Escaping {
  /**
   * Returns what replaces a character; null if it stays.
   *
   * @param c a code point, or half of a surrogate pair
   */
  @Nullable String instead(int c);

  /** Escapes a text; most texts stay the same string. */
  default String of(String text) {
    StringBuilder out = new StringBuilder(0);
    int done = 0;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      int next = i + Character.charCount(c);
      String instead = instead(c);
      if (instead != null) {
        out.append(text, done, i).append(instead);
        done = next;
      }
      i = next;
    }
    return done == 0 ? text : out.append(text, done, text.length()).toString();
  }
}
