package io.github.qsmaven.connection;

import static java.util.Objects.requireNonNull;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs the calls of one connection with a time limit, in a thread of its own. When the time is
 * over, it closes the sockets, and a moment later stops waiting for the thread. The timeouts of the
 * driver apply to each read, so they end neither a response that arrives byte by byte nor the
 * parsing of one; and Query Service is reported to ignore {@code Statement.cancel}.
 *
 * <p>Closes the plain socket below TLS: that neither blocks nor takes a lock, and ends a read, a
 * write or a connect of another thread. While the caller waits, it needs no memory, so that it also
 * ends a call that has used up all of it. After that, the connection accepts no call and no socket.
 */
final class Deadline implements Runnable, AutoCloseable {
  /** How long a call may take to end after its sockets are closed. */
  private static final long GRACE = MILLISECONDS.toNanos(300);

  /**
   * So that goals that follow each other at once share a transaction, and no other waits for it.
   */
  private static final long IDLE_MILLIS = 1_000;

  private final List<Socket> sockets = new ArrayList<>(1);
  private final String address;
  private final long idleMillis;
  private @Nullable Thread thread;
  private @Nullable Task<?> task;
  private @Nullable Runnable afterwards;
  private @Nullable Callable<?> idle;
  private @Nullable Task<?> idleTask;
  private boolean passed;
  private boolean closed;

  /**
   * @param address the address of the server, for the name of the thread
   */
  Deadline(String address) {
    this(address, IDLE_MILLIS);
  }

  /**
   * @param address the address of the server, for the name of the thread
   * @param idleMillis how long the thread waits for a call before the action of {@link #whenIdle}
   */
  Deadline(String address, long idleMillis) {
    this.address = address;
    this.idleMillis = idleMillis;
  }

  /** A call and its outcome; guarded by the deadline. */
  private static final class Task<T> {
    private final Callable<T> call;
    private @Nullable T result;
    private @Nullable Throwable thrown;
    private boolean done;

    Task(Callable<T> call) {
      this.call = call;
    }
  }

  /**
   * Runs a call. It must not change what the caller uses after a timeout: then it may still run.
   *
   * @param <T> the type of its result
   * @param nanoseconds the time limit
   * @return its result
   * @throws TimeoutException if it does not end in time, even after its sockets are closed
   * @throws SocketException if the connection is closed
   * @throws InterruptedException if the caller is interrupted; the connection is then closed
   * @throws Exception if the call throws it; also if that is the consequence of a timeout, see
   *     {@link #hasPassed}
   */
  <T> T within(long nanoseconds, Callable<T> call) throws Exception {
    Task<T> own = new Task<>(call);
    synchronized (this) {
      Task<?> before = idleTask;
      passed |= before != null && !awaitOrClose(before, nanoseconds);
      idleTask = null;
      if (closed || task != null) {
        throw new SocketException("The session is closed");
      }
      if (thread == null) {
        Thread started = new Thread(this, "qs-session-" + address);
        started.setDaemon(true);
        // Throws an OutOfMemoryError if there are too many threads.
        started.start();
        thread = started;
      }
      task = own;
      notifyAll();
      try {
        if (!await(own, nanoseconds)) {
          passed = true;
          close();
          await(own, GRACE);
        }
      } finally {
        // Also after an interrupt.
        if (!own.done) {
          close();
        }
      }
      if (!own.done) {
        throw new TimeoutException();
      }
    }
    if (own.thrown instanceof Exception e) {
      throw e;
    } else if (own.thrown instanceof Error e) {
      throw e;
    }
    return requireNonNull(own.result, "a call returns a result");
  }

  /** Waits for a task, and closes the connection if it does not end, also after an interrupt. */
  private boolean awaitOrClose(Task<?> before, long nanoseconds) throws InterruptedException {
    try {
      return await(before, nanoseconds);
    } finally {
      if (!before.done) {
        close();
      }
    }
  }

  private boolean await(Task<?> own, long nanoseconds) throws InterruptedException {
    long start = System.nanoTime();
    long left = nanoseconds;
    while (!own.done && left > 0) {
      NANOSECONDS.timedWait(this, left);
      left = nanoseconds - (System.nanoTime() - start);
    }
    return own.done;
  }

  /** Runs the calls, in a thread of its own, until the connection is closed. */
  @Override
  public void run() {
    for (Task<?> next = next(); next != null; next = next()) {
      run(next);
    }
  }

  /**
   * Has the thread run an action, once, when no call has come for a while after a call. A call that
   * comes meanwhile waits for it.
   */
  synchronized void whenIdle(Callable<?> action) {
    idle = action;
  }

  private synchronized @Nullable Task<?> next() {
    while (task == null && !closed) {
      try {
        boolean rests = idle == null || idleTask != null;
        wait(rests ? 0 : idleMillis);
        if (!rests && task == null && !closed) {
          idleTask = new Task<>(requireNonNull(idle));
          task = idleTask;
        }
      } catch (InterruptedException e) {
        // Only this class has a reference to the thread.
        close();
      }
    }
    return task;
  }

  private <T> void run(Task<T> own) {
    T result = null;
    Throwable thrown = null;
    try {
      result = own.call.call();
    } catch (Throwable e) {
      // Whatever it is: the caller waits for it.
      thrown = e;
    }
    synchronized (this) {
      own.result = result;
      own.thrown = thrown;
      own.done = true;
      task = null;
      notifyAll();
      if (afterwards != null) {
        afterwards.run();
      }
    }
  }

  /** Closes the connection, and runs an action when no call runs any more, maybe much later. */
  synchronized void closeThen(Runnable action) {
    close();
    if (task == null) {
      action.run();
    } else {
      afterwards = action;
    }
  }

  /** Whether the time was over before a call ended. */
  synchronized boolean hasPassed() {
    return passed;
  }

  /** Whether a call has not ended, in time or after it. */
  synchronized boolean isBusy() {
    return task != null;
  }

  /**
   * Adds a socket before it is connected.
   *
   * @throws SocketException if the time is over, or the connection is closed
   */
  synchronized void add(Socket socket) throws SocketException {
    if (closed) {
      throw new SocketException("The session is closed");
    }
    sockets.add(socket);
  }

  /** Closes the connection at once, without a message to the server, and ends the thread. */
  @Override
  public synchronized void close() {
    closed = true;
    // By index: an iterator needs memory.
    for (int i = 0; i < sockets.size(); i++) {
      try {
        sockets.get(i).close();
      } catch (IOException | OutOfMemoryError e) {
        // The socket is of no further use.
      }
    }
    notifyAll();
  }
}
