package io.github.qsmaven.model;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much a finding weighs, the heaviest first. */
public enum Severity {
  /** The contract is broken. */
  ERROR,
  /** It deserves a look. */
  WARNING,
  /** It is not told. */
  OFF;

  /** The word of the parameter {@code severities} and of the reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a word of the parameter.
   *
   * @param word {@code error}, {@code warning} or {@code off}, in any case
   * @return the severity; empty for an unknown word
   */
  public static Optional<Severity> parse(String word) {
    String wanted = word.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(s -> s.word().equals(wanted)).findFirst();
  }

  /** All words of the parameter, for messages. */
  public static String words() {
    return Arrays.stream(values()).map(Severity::word).collect(joining(", "));
  }
}
