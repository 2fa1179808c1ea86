package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What {@code doctor} found: every step, whether it was reached or not. It holds no secret and no
 * user name, so that it can be shown to others.
 *
 * @param environment where it ran
 * @param steps one for each checkpoint, in their order
 */
public record DoctorReport(Environment environment, List<StepResult> steps) {
  /** Copies. */
  public DoctorReport {
    requireNonNull(environment, "surroundings is null");
    steps = List.copyOf(steps);
  }
}
