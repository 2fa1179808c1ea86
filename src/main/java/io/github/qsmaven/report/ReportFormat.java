package io.github.qsmaven.report;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The formats of a report, in the words of the parameter {@code formats}. */
public enum ReportFormat {
  /** For people and for {@code grep}. */
  TEXT("", ".txt"),
  /** All that is known, for programs. */
  JSON("", ".json"),
  /** Test results, in the layout of Surefire's reports: a test case a check. */
  JUNIT("TEST-qs-", ".xml"),
  /** The Static Analysis Results Interchange Format (OASIS), version 2.1.0. */
  SARIF("", ".sarif"),
  /** GitHub Flavored Markdown, for a comment on a pull request. */
  MARKDOWN("", ".md"),
  /** A page that needs nothing beside it. */
  HTML("", ".html"),
  /** GitLab's Code Quality report. */
  GITLAB("gl-code-quality-", ".json");

  private final String prefix;
  private final String suffix;

  ReportFormat(String prefix, String suffix) {
    this.prefix = prefix;
    this.suffix = suffix;
  }

  /**
   * The name of a report's file: {@code check.txt}, {@code TEST-qs-check.xml}.
   *
   * @param baseName what the report is of
   */
  public String fileName(String baseName) {
    return prefix + baseName + suffix;
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a word of the parameter.
   *
   * @param word {@code text}, {@code json} and so on, in any case
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
