package io.github.qsmaven.catalog;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps one of equal strings: the columns of ten thousand tables have few names and types. */
final class StringPool {
  private final Map<String, String> texts = new HashMap<>();

  /** Returns the first string that was equal to this one. */
  String intern(String text) {
    requireNonNull(text, "the server returned NULL");
    String known = texts.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  @Nullable String internNullable(@Nullable String text) {
    return text == null ? null : intern(text);
  }
}
