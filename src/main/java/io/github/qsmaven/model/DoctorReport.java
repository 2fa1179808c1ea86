package io.github.qsmaven.model;

import java.util.List;

/**
 * What {@code doctor} found: every step, reached or not. It contains no secret and no user name, so
 * that it can be shared.
 *
 * @param environment the machine
 * @param steps one for each {@link DoctorStep}, in their order
 */
public record DoctorReport(Environment environment, List<StepResult> steps) {
  public DoctorReport {
    steps = List.copyOf(steps);
  }
}
