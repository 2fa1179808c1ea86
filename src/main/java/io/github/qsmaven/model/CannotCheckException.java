package io.github.qsmaven.model;

import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a goal cannot do its work, because of the settings, the network, TLS, the credential,
 * the server or a report. A difference between a contract and the server is a {@link Finding}.
 *
 * <p>The message is for the user of the build. It says what failed, on what, why, and what to do.
 * It contains no secret and no control character but line feeds. There is no cause, because Maven
 * would append the messages of the causes, which are neither escaped nor free of secrets; a failure
 * that no code expects has a copy as its cause whose messages are part of this one.
 */
public final class CannotCheckException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String advice;
  private final boolean isUnreachable;

  /**
   * @param problem what failed, on what, and why; one sentence or two
   * @param advice what to do, as an instruction; one sentence or two
   */
  public CannotCheckException(String problem, String advice) {
    this(problem, advice, false);
  }

  private CannotCheckException(String problem, String advice, boolean isUnreachable) {
    super(problem + "\nWhat to do: " + advice);
    this.problem = problem;
    this.advice = advice;
    this.isUnreachable = isUnreachable;
  }

  /**
   * No server answered.
   *
   * @param problem as above
   * @param advice as above
   */
  public static CannotCheckException unreachable(String problem, String advice) {
    return new CannotCheckException(problem, advice, true);
  }

  /**
   * A failure that no code expects.
   *
   * @param problem as above; contains the messages of all causes
   * @param advice as above
   * @param cause for the stack trace of {@code mvn -e}; without secrets and control characters
   */
  public CannotCheckException(String problem, String advice, @Nullable Exception cause) {
    this(problem, advice);
    initCause(cause);
  }

  /**
   * The same exception with other texts.
   *
   * @param change changes the problem and the advice
   */
  public CannotCheckException with(UnaryOperator<String> change) {
    return new CannotCheckException(change.apply(problem), change.apply(advice), isUnreachable);
  }

  /**
   * Whether no server answered, so that a check against a lock can take the place of the goal. A
   * server whose certificate is not trusted, or that rejects the credential, did answer.
   */
  public boolean isUnreachable() {
    return isUnreachable;
  }

  /** What failed, on what, and why. */
  public String problem() {
    return problem;
  }

  /**
   * The problem in one line: for the line above {@code BUILD FAILURE}. Maven prints all of it
   * below.
   */
  public String headline() {
    List<String> lines =
        problem.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    return String.join(" ", lines.subList(0, Math.min(2, lines.size())))
        + (lines.size() > 2 ? " ..." : "");
  }

  /** What to do. */
  public String advice() {
    return advice;
  }
}
