package io.github.qsmaven.model;

import java.util.Comparator;

/**
 * Orders strings by code point. This is the order of their UTF-8 bytes, and so the order of {@code
 * sort} and {@code comm} in the C locale. {@link String#compareTo} puts U+1F600 before U+FB01.
 */
public enum CodePointOrder implements Comparator<String> {
  /** The only instance. */
  INSTANCE;

  @Override
  public int compare(String a, String b) {
    if (a.equals(b)) {
      return 0;
    }
    int end = Math.min(a.length(), b.length());
    for (int i = 0; i < end; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return Character.isSurrogate(x) == Character.isSurrogate(y)
            ? Character.compare(x, y)
            : Character.isSurrogate(x) ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
