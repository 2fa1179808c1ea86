package io.github.qsmaven.app;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.DoctorStep;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.StepResult;
import io.github.qsmaven.model.StepResult.Outcome;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.settings.Credential;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Takes steps one after the other, and records the result of each. A warning during a step is a
 * finding of that step. Hides the secret and the user name, once they are known, and the home
 * directory.
 */
final class StepRecorder implements ConnectionLog {
  /** A shorter name may be a part of any word; it is hidden only between quotes. */
  private static final int SHORTEST_NAME = 8;

  private final ConnectionLog log;
  private final Map<DoctorStep, StepResult> steps = new EnumMap<>(DoctorStep.class);
  private final List<String> findings = new ArrayList<>();
  private @Nullable String advice;
  private boolean warned;
  private @Nullable Credential hidden;
  private @Nullable CannotCheckException failure;
  private final String home;
  private final UnaryOperator<String> redactor;

  /**
   * @param log receives details
   * @param home the home directory, whose path often contains the name of the user
   * @param redactor removes the secrets that the goal knows
   */
  StepRecorder(ConnectionLog log, String home, UnaryOperator<String> redactor) {
    this.log = log;
    this.redactor = redactor;
    this.home = NameEscaper.CONSOLE.of(home);
  }

  /**
   * A step.
   *
   * @param <T> the result that later steps need
   */
  @FunctionalInterface
  interface Work<T> {
    T done() throws CannotCheckException;
  }

  /** A step without a result that later steps need. */
  @FunctionalInterface
  interface Check {
    void done() throws CannotCheckException;
  }

  /**
   * Takes a step.
   *
   * @return the result that later steps need; null if the step ended with an error that no code
   *     expects, which says nothing about the steps that do not need its result
   * @throws CannotCheckException if the step fails; it is recorded as failed, the others as not
   *     reached
   */
  <T> @Nullable T take(DoctorStep step, Work<T> work) throws CannotCheckException {
    long start = System.nanoTime();
    try {
      T result = work.done();
      keep(step, warned ? Outcome.WARNING : Outcome.PASSED, start);
      return result;
    } catch (CannotCheckException e) {
      throw fail(step, new CannotCheckException(hide(e.problem()), hide(e.advice())), start);
    } catch (Throwable e) {
      fail(step, unexpected(e, "the server", "taking the step \"" + step.title() + "\""), start);
      return null;
    }
  }

  /** Explains an error that no code expects. */
  CannotCheckException unexpected(Throwable thrown, String what, String doing) {
    return new UnexpectedFailure(what, doing, text -> hide(redactor.apply(text)))
        .toException(thrown);
  }

  private CannotCheckException fail(DoctorStep step, CannotCheckException why, long start) {
    found(why.problem());
    advice = why.advice();
    keep(step, Outcome.FAILED, start);
    failure = failure == null ? why : failure;
    return failure;
  }

  /** Why the first step failed that did; null if none failed. */
  @Nullable CannotCheckException failure() {
    return failure;
  }

  /** Takes a step without a result that later steps need. */
  void check(DoctorStep step, Check check) throws CannotCheckException {
    take(
        step,
        () -> {
          check.done();
          return step;
        });
  }

  private void keep(DoctorStep step, Outcome outcome, long start) {
    long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    steps.put(step, new StepResult(step, outcome, milliseconds, findings, advice));
    findings.clear();
    advice = null;
    warned = false;
  }

  /** Records a finding. */
  void found(String finding) {
    findings.add(hide(finding));
  }

  /** Records a finding that needs attention, and what to do about it. */
  void warn(String finding, String what) {
    warn(finding);
    advice = hide(what);
  }

  @Override
  public void warn(String sentence) {
    warned = true;
    found(sentence);
  }

  @Override
  public void debug(String sentence) {
    log.debug(sentence);
  }

  /** Hides a credential from now on. */
  void hide(Credential credential) {
    hidden = credential;
  }

  private String hide(String text) {
    // Without a home directory, as in many containers, it is "/" or "?", which any text may
    // contain.
    String anywhere = home.length() > 1 ? text.replace(home, "~") : text;
    if (hidden == null) {
      return anywhere;
    }
    String name = hidden.user();
    String redacted = hidden.password().redactName(anywhere);
    return name.length() < SHORTEST_NAME
        ? redacted.replace('"' + name + '"', "\"***\"")
        : redacted.replace(name, "***");
  }

  /** All steps, including those that were not reached. */
  List<StepResult> steps() {
    return Arrays.stream(DoctorStep.values())
        .map(step -> steps.getOrDefault(step, StepResult.notReached(step)))
        .toList();
  }
}
