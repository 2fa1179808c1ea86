package io.github.qsmaven.settings;

import io.github.qsmaven.model.CannotCheckException;

/**
 * The parameters of a goal that concern its target, not yet checked.
 *
 * @param overrides those that win over the server entry
 * @param connectTimeout see {@link Timeouts}
 * @param queryTimeout see {@link Timeouts}
 * @param retries see {@link Timeouts}
 * @param limit see {@link Timeouts}
 */
public record TargetParameters(
    Overrides overrides, int connectTimeout, int queryTimeout, int retries, TimeLimit limit) {
  /**
   * How long to wait.
   *
   * @throws CannotCheckException if a number is out of range
   */
  public Timeouts timeouts() throws CannotCheckException {
    try {
      return new Timeouts(connectTimeout, queryTimeout, retries, limit);
    } catch (IllegalArgumentException e) {
      throw new CannotCheckException(
          "The parameter " + e.getMessage() + ".", "correct it in the POM or on the command line.");
    }
  }
}
