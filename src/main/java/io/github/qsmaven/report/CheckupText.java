package io.github.qsmaven.report;

import io.github.qsmaven.model.Checkup;
import io.github.qsmaven.model.Step;
import io.github.qsmaven.model.Step.Outcome;
import io.github.qsmaven.model.Surroundings;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/**
 * A checkup as a checklist, line by line.
 *
 * @param checkup what to show
 * @param charset the character set it is shown in; one without ✓ and ✗ gets words for them
 */
public record CheckupText(Checkup checkup, Charset charset) {
  private static final String MARKS = "\u2713\u2717";
  private static final String INDENT = "    ";

  /** The lines, without line breaks. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(header(checkup.surroundings()));
    boolean symbols = charset.canEncode() && charset.newEncoder().canEncode(MARKS);
    for (Step step : checkup.steps()) {
      lines.add(
          (symbols ? symbol(step.outcome()) : word(step.outcome()))
              + " "
              + step.checkpoint().title()
              + (step.outcome() == Outcome.NOT_REACHED
                  ? ": not reached"
                  : " (" + step.milliseconds() + " ms)"));
      step.findings().forEach(finding -> lines.add(INDENT + finding));
      if (step.advice() != null) {
        lines.add(INDENT + "What to do: " + step.advice());
      }
    }
    return lines;
  }

  private static String header(Surroundings surroundings) {
    return "qs-maven-plugin "
        + surroundings.plugin()
        + ", Maven "
        + surroundings.maven()
        + ", Java "
        + surroundings.java()
        + ", "
        + surroundings.os()
        + ", driver "
        + surroundings.driver()
        + ", "
        + (surroundings.proxy() ? "a proxy" : "no proxy")
        + ", "
        + surroundings.time();
  }

  private static String symbol(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> "\u2713";
      case WARNING -> "!";
      case FAILED -> "\u2717";
      case NOT_REACHED -> "-";
    };
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case PASSED -> "[ok]";
      case WARNING -> "[!] ";
      case FAILED -> "[!!]";
      case NOT_REACHED -> "[-] ";
    };
  }
}
