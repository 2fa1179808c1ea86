package io.github.qsmaven.connection;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes the sockets of a session when the time for an answer is over. The timeouts of the driver
 * apply to each read, so they do not end a response that arrives byte by byte; and Query Service is
 * reported to ignore {@code Statement.cancel}.
 *
 * <p>Closes the plain socket below TLS: that neither blocks nor takes a lock, and ends a read, a
 * write or a connect of another thread. One thread watches the time, from the first {@link #set}
 * until {@link #close}.
 */
final class Deadline implements Runnable, AutoCloseable {
  private final List<Socket> sockets = new ArrayList<>(1);
  private final String address;
  private @Nullable Thread watch;
  private boolean running;
  private long due;
  private boolean passed;
  private boolean closed;

  /**
   * @param address the address of the server, for the name of the thread
   */
  Deadline(String address) {
    this.address = address;
  }

  /** Starts the time, and replaces an earlier one. */
  synchronized void set(int seconds) {
    due = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    passed = false;
    running = true;
    if (watch != null) {
      notifyAll();
    } else if (!closed) {
      watch = new Thread(this, "qs-deadline-" + address);
      watch.setDaemon(true);
      watch.start();
    }
  }

  /** Stops the time, after an answer. */
  synchronized void clear() {
    running = false;
  }

  /** Whether the time was over before an answer. */
  synchronized boolean hasPassed() {
    return passed;
  }

  /**
   * Adds a socket before it is connected.
   *
   * @throws SocketException if the time is over, or the session is closed
   */
  synchronized void add(Socket socket) throws SocketException {
    if (closed || passed) {
      throw new SocketException("The session is closed");
    }
    sockets.add(socket);
  }

  /** Closes the connection without a message to the server. */
  synchronized void closeSockets() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        // The socket is of no further use.
      }
    }
    sockets.clear();
  }

  /** Closes the connection at once, ends the thread, and accepts no further socket. */
  @Override
  public synchronized void close() {
    closed = true;
    closeSockets();
    notifyAll();
  }

  /** Watches the time, in its own thread. */
  @Override
  public synchronized void run() {
    try {
      while (!closed) {
        long left = due - System.nanoTime();
        if (!running) {
          wait();
        } else if (left > 0) {
          wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
        } else {
          running = false;
          passed = true;
          closeSockets();
        }
      }
    } catch (InterruptedException e) {
      // Only this class has a reference to the thread. Without it, the session has no deadline.
      close();
    }
  }
}
