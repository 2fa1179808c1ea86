package io.github.qsmaven.catalog;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps one of equal strings: the columns of ten thousand tables have few names and types. */
final class StringPool {
  private final Map<String, String> texts = new HashMap<>();

  /** The string, or the equal one that came first. */
  String one(String text) {
    String known = texts.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  /** As {@link #one}, for what need not be there. */
  @Nullable String orNull(@Nullable String text) {
    return text == null ? null : one(text);
  }
}
