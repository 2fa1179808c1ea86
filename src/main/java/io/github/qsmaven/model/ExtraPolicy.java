package io.github.qsmaven.model;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What becomes of columns and tables that no contract demands, in the words of the parameters
 * {@code extraColumns} and {@code extraTables}.
 */
public enum ExtraPolicy {
  /** Nothing. */
  IGNORE(Severity.OFF),
  /** They are warnings. */
  WARN(Severity.WARNING),
  /** They are errors. */
  FAIL(Severity.ERROR);

  private final Severity severity;

  ExtraPolicy(Severity severity) {
    this.severity = severity;
  }

  /** How much they weigh. */
  public Severity severity() {
    return severity;
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a word of the parameters.
   *
   * @param word {@code ignore}, {@code warn} or {@code fail}, in any case
   * @return what it means; empty for an unknown word
   */
  public static Optional<ExtraPolicy> parse(String word) {
    String wanted = word.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(e -> e.word().equals(wanted)).findFirst();
  }

  /** All words of the parameters, for messages. */
  public static String words() {
    return Arrays.stream(values()).map(ExtraPolicy::word).collect(joining(", "));
  }
}
