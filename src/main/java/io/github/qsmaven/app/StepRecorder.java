package io.github.qsmaven.app;

import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.DoctorStep;
import io.github.qsmaven.model.NameEscaper;
import io.github.qsmaven.model.StepResult;
import io.github.qsmaven.model.StepResult.Outcome;
import io.github.qsmaven.settings.ConnectionLog;
import io.github.qsmaven.settings.Credential;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Takes steps one after the other, and keeps what came of each. Warnings that are heard on the way
 * are findings of the step. Neither the secret nor the user name is kept, once they are known, nor
 * the folder of the machine's user.
 */
final class StepRecorder implements ConnectionLog {
  /** A shorter name may be a part of any word; it is hidden between quotes alone. */
  private static final int SHORTEST_NAME = 8;

  private final ConnectionLog log;
  private final List<StepResult> steps = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();
  private @Nullable String advice;
  private boolean warned;
  private @Nullable Credential hidden;

  private final String home;

  /**
   * @param log hears of details
   * @param home the folder of the machine's user, which often tells who that is
   */
  StepRecorder(ConnectionLog log, String home) {
    this.log = log;
    this.home = NameEscaper.CONSOLE.of(home);
  }

  /**
   * A step.
   *
   * @param <T> what later steps need of it
   */
  @FunctionalInterface
  interface Work<T> {
    T done() throws CannotCheckException;
  }

  /** A step of which later ones need nothing. */
  @FunctionalInterface
  interface Check {
    void done() throws CannotCheckException;
  }

  /**
   * Takes a step.
   *
   * @return what later steps need of it
   * @throws CannotCheckException if it cannot be passed; it is kept as failed, the others as not
   *     reached
   */
  <T> T take(DoctorStep checkpoint, Work<T> work) throws CannotCheckException {
    long start = System.nanoTime();
    try {
      T result = work.done();
      keep(checkpoint, warned ? Outcome.WARNING : Outcome.PASSED, start);
      return result;
    } catch (CannotCheckException e) {
      found(e.problem());
      advice = hide(e.advice());
      keep(checkpoint, Outcome.FAILED, start);
      throw new CannotCheckException(hide(e.problem()), hide(e.advice()));
    }
  }

  /** Takes a step of which later ones need nothing. */
  void check(DoctorStep checkpoint, Check check) throws CannotCheckException {
    take(
        checkpoint,
        () -> {
          check.done();
          return checkpoint;
        });
  }

  private void keep(DoctorStep checkpoint, Outcome outcome, long start) {
    long milliseconds = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    steps.add(new StepResult(checkpoint, outcome, milliseconds, findings, advice));
    findings.clear();
    advice = null;
    warned = false;
  }

  /** Keeps what a step found. */
  void found(String finding) {
    findings.add(hide(finding));
  }

  /** Keeps what deserves a look, and what to do about it. */
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

  /** From now on, hides who signs in. */
  void hide(Credential credential) {
    hidden = credential;
  }

  private String hide(String text) {
    // A user without a home, as in many containers, has "/" or "?" for one, and so has any text.
    String anywhere = home.length() > 1 ? text.replace(home, "~") : text;
    if (hidden == null) {
      return anywhere;
    }
    String name = hidden.user();
    String redacted = hidden.password().redact(anywhere);
    return name.length() < SHORTEST_NAME
        ? redacted.replace('"' + name + '"', "\"***\"")
        : redacted.replace(name, "***");
  }

  /** All steps, with those that were not reached. */
  List<StepResult> steps() {
    List<StepResult> all = new ArrayList<>(steps);
    List<DoctorStep> checkpoints = List.of(DoctorStep.values());
    for (DoctorStep checkpoint : checkpoints.subList(steps.size(), checkpoints.size())) {
      all.add(StepResult.notReached(checkpoint));
    }
    return all;
  }
}
