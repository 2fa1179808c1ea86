package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How one step went.
 *
 * @param checkpoint the step
 * @param outcome how it went
 * @param milliseconds how long it took; 0 if it was not reached
 * @param findings what came of it, in sentences or parts of them, fit for a console and without a
 *     secret
 * @param advice what to do; null if there is nothing to be done
 */
public record StepResult(
    DoctorStep checkpoint,
    Outcome outcome,
    long milliseconds,
    List<String> findings,
    @Nullable String advice) {
  /** Copies. */
  public StepResult {
    requireNonNull(checkpoint, "checkpoint is null");
    requireNonNull(outcome, "outcome is null");
    findings = List.copyOf(findings);
  }

  /** How a step can go. */
  public enum Outcome implements HasWord {
    /** All is well. */
    PASSED,
    /** It can be gone on from here, but something deserves a look. */
    WARNING,
    /** Here it ends. */
    FAILED,
    /** A step before it failed. */
    NOT_REACHED
  }

  /** A step that was not reached. */
  public static StepResult notReached(DoctorStep checkpoint) {
    return new StepResult(checkpoint, Outcome.NOT_REACHED, 0, List.of(checkpoint.need()), null);
  }
}
