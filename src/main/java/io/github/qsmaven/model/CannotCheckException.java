package io.github.qsmaven.model;

/**
 * Thrown when a check could not be made: settings, network, TLS, credential, server or report. It
 * is not a finding; a finding is data ({@link Finding}).
 *
 * <p>The message is written for the user of the build. It says what was tried, on what, what came
 * back and what to do next, holds no secret and no control character but line feeds, and is never
 * followed by a cause: Maven would append the causes' messages, which are not ours to vouch for.
 */
public final class CannotCheckException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String advice;

  /**
   * @param problem what was tried, on what, and what came back; one sentence or two
   * @param advice the next thing to do; one sentence or two
   */
  public CannotCheckException(String problem, String advice) {
    super(problem + "\nWhat to do: " + advice);
    this.problem = problem;
    this.advice = advice;
  }

  /** What was tried and what came back, without the advice. */
  public String problem() {
    return problem;
  }

  /** What to do next. */
  public String advice() {
    return advice;
  }
}
