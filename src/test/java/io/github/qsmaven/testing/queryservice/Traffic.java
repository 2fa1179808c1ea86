package io.github.qsmaven.testing.queryservice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;

/** Records statements and connections, and lets tests wait for them. */
final class Traffic {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<String> statements = new ArrayList<>();
  private int connections;
  private int openConnections;
  private int openSessions;
  private int mostSessions;
  private int signIns;
  private int cancelRequests;

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void connectionTaken() {
    change(
        () -> {
          connections++;
          openConnections++;
        });
  }

  void connectionClosed() {
    change(() -> openConnections--);
  }

  /**
   * Opens a session if there are fewer than the limit. Waits for one that is about to close: some
   * time passes between a client's Terminate and the moment when the server reads it.
   *
   * @param limit the maximum number of open sessions
   * @param wait how long to wait for one to close
   */
  boolean sessionOpened(int limit, Duration wait) {
    return within(
        wait,
        () -> openSessions < limit,
        () -> {
          openSessions++;
          mostSessions = Math.max(mostSessions, openSessions);
          signIns++;
        });
  }

  void sessionClosed() {
    change(() -> openSessions--);
  }

  void cancelRequested() {
    change(() -> cancelRequests++);
  }

  void statementReceived(String sql) {
    change(() -> statements.add(sql));
  }

  List<String> statements() {
    lock.lock();
    try {
      return List.copyOf(statements);
    } finally {
      lock.unlock();
    }
  }

  int connections() {
    return read(() -> connections);
  }

  int openConnections() {
    return read(() -> openConnections);
  }

  int openSessions() {
    return read(() -> openSessions);
  }

  int mostSessions() {
    return read(() -> mostSessions);
  }

  int signIns() {
    return read(() -> signIns);
  }

  int cancelRequests() {
    return read(() -> cancelRequests);
  }

  private int read(IntSupplier value) {
    lock.lock();
    try {
      return value.getAsInt();
    } finally {
      lock.unlock();
    }
  }

  boolean awaitNoConnections(Duration longest) {
    return within(longest, () -> openConnections == 0, () -> {});
  }

  boolean awaitNoSessions(Duration longest) {
    return within(longest, () -> openSessions == 0, () -> {});
  }

  boolean awaitCancelRequest(Duration longest) {
    return within(longest, () -> cancelRequests > 0, () -> {});
  }

  boolean awaitStatement(Pattern sql, Duration longest) {
    return within(
        longest, () -> statements.stream().anyMatch(text -> sql.matcher(text).find()), () -> {});
  }

  private boolean within(Duration longest, BooleanSupplier condition, Runnable then) {
    long left = longest.toNanos();
    lock.lock();
    try {
      while (!condition.getAsBoolean()) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      then.run();
      changed.signalAll();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }
}
