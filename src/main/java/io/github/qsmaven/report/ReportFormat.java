package io.github.qsmaven.report;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The formats of a report, in the words of the parameter {@code formats}. */
public enum ReportFormat {
  /** One name a line. */
  TEXT("txt"),
  /** All that is known, for programs. */
  JSON("json");

  private final String extension;

  ReportFormat(String extension) {
    this.extension = extension;
  }

  /** The extension of its files, without the dot. */
  public String extension() {
    return extension;
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a word of the parameter.
   *
   * @param word {@code text} or {@code json}, in any case
   * @return the format; empty for an unknown word
   */
  public static Optional<ReportFormat> parse(String word) {
    String wanted = word.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(f -> f.word().equals(wanted)).findFirst();
  }

  /** All words of the parameter, for messages. */
  public static String words() {
    return Arrays.stream(values()).map(ReportFormat::word).collect(joining(", "));
  }
}
