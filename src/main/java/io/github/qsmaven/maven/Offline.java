package io.github.qsmaven.maven;

import io.github.qsmaven.app.CheckOutcome;
import io.github.qsmaven.app.OfflineCheck;
import io.github.qsmaven.lock.LockFile;
import io.github.qsmaven.model.CannotCheckException;
import io.github.qsmaven.model.HasWord;
import io.github.qsmaven.model.Lock;
import io.github.qsmaven.model.NameEscaper;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * Whether a goal checks against the lock and not against the server.
 *
 * @param mode the parameter {@code offline}
 * @param file the lock
 * @param warn receives a warning
 */
record Offline(Mode mode, LockFile file, Consumer<String> warn) {
  /** The values of the parameter. */
  enum Mode implements HasWord {
    /** The server. */
    FALSE,
    /** The lock. */
    TRUE,
    /** The server; the lock if the server cannot be reached and there is a lock. */
    AUTO
  }

  /** A check against the server. */
  interface OnServer {
    CheckOutcome run() throws CannotCheckException;
  }

  /** A check against the lock. */
  interface OnLock {
    CheckOutcome run(OfflineCheck lock) throws CannotCheckException;
  }

  /** Runs a check against the server or against the lock. */
  CheckOutcome run(OnServer online, OnLock offline) throws CannotCheckException {
    if (mode == Mode.TRUE) {
      return offline.run(check());
    }
    try {
      return online.run();
    } catch (CannotCheckException e) {
      if (mode == Mode.FALSE || !e.isUnreachable() || !file.exists()) {
        throw e;
      }
      warn.accept(
          e.headline()
              + " Since qs.offline is auto, the check goes on against the lock "
              + NameEscaper.CONSOLE.of(file.shown())
              + ".");
      return offline.run(check());
    }
  }

  private OfflineCheck check() throws CannotCheckException {
    Lock lock = file.read();
    if (lock == null) {
      throw new CannotCheckException(
          "There is no lock " + NameEscaper.CONSOLE.of(file.shown()) + " to check against offline.",
          "run mvn qs:lock where the server can be reached, and commit the lock; or remove"
              + " qs.offline, or correct qs.lockFile.");
    }
    return new OfflineCheck(lock, file.shown(), Clock.systemUTC());
  }
}
