package io.github.qsmaven.report.text;

import io.github.qsmaven.model.DoctorReport;
import io.github.qsmaven.model.Environment;
import io.github.qsmaven.model.StepResult;
import io.github.qsmaven.model.StepResult.Outcome;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/**
 * The report of {@code doctor} as a checklist.
 *
 * @param doctorReport what to show
 * @param charset the character set of the output; if it lacks ✓ and ✗, words replace them
 */
public record DoctorText(DoctorReport doctorReport, Charset charset) {
  private static final String MARKS = "\u2713\u2717";
  private static final String INDENT = "    ";

  /** The lines, without line breaks. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(header(doctorReport.environment()));
    boolean symbols = charset.canEncode() && charset.newEncoder().canEncode(MARKS);
    for (StepResult step : doctorReport.steps()) {
      lines.add(
          (symbols ? symbol(step.outcome()) : word(step.outcome()))
              + " "
              + step.step().title()
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

  private static String header(Environment environment) {
    return String.join(
        ", ",
        "qs-maven-plugin " + environment.plugin(),
        "Maven " + environment.maven(),
        "Java " + environment.java(),
        environment.os(),
        "driver " + environment.driver(),
        environment.proxy() ? "a proxy" : "no proxy",
        environment.time());
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
