package io.github.qsmaven.model;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What {@code doctor} found: every step, whether it was reached or not. It holds no secret and no
 * user name, so that it can be shown to others.
 *
 * @param surroundings where it ran
 * @param steps one for each checkpoint, in their order
 */
public record Checkup(Surroundings surroundings, List<Step> steps) {
  /** Copies. */
  public Checkup {
    requireNonNull(surroundings, "surroundings is null");
    steps = List.copyOf(steps);
  }
}
