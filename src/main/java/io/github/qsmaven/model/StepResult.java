package io.github.qsmaven.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of one step.
 *
 * @param step the step
 * @param outcome its outcome
 * @param milliseconds how long it took; 0 if it was not reached
 * @param findings what it found, in sentences or parts of them, escaped for a console and without a
 *     secret
 * @param advice what to do; null if there is nothing to do
 */
public record StepResult(
    DoctorStep step,
    Outcome outcome,
    long milliseconds,
    List<String> findings,
    @Nullable String advice) {
  public StepResult {
    findings = List.copyOf(findings);
  }

  /** The outcomes of a step. */
  public enum Outcome implements HasWord {
    /** The step found no problem. */
    PASSED,
    /** The step found something to look at; the next step follows. */
    WARNING,
    /** The step failed; no other step follows. */
    FAILED,
    /** An earlier step failed. */
    NOT_REACHED
  }

  /** A step that was not reached. */
  public static StepResult notReached(DoctorStep step) {
    return new StepResult(step, Outcome.NOT_REACHED, 0, List.of(step.need()), null);
  }
}
