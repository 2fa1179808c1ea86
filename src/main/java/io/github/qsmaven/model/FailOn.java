package io.github.qsmaven.model;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which findings fail a build, in the words of the parameter {@code failOn}. */
public enum FailOn {
  /** Errors. */
  ERROR,
  /** Errors and warnings. */
  WARNING,
  /** None. */
  NEVER;

  /** The word of the parameter. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a finding fails the build. */
  public boolean includes(Severity severity) {
    return switch (severity) {
      case ERROR -> this != NEVER;
      case WARNING -> this == WARNING;
      case OFF -> false;
    };
  }

  /**
   * Reads a word of the parameter.
   *
   * @param word {@code error}, {@code warning} or {@code never}, in any case
   * @return what it means; empty for an unknown word
   */
  public static Optional<FailOn> parse(String word) {
    String wanted = word.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(f -> f.word().equals(wanted)).findFirst();
  }

  /** All words of the parameter, for messages. */
  public static String words() {
    return Arrays.stream(values()).map(FailOn::word).collect(joining(", "));
  }
}
