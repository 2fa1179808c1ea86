package io.github.qsmaven.connection;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Holds a server to its time: closes the sockets of a session when the time for an answer is over.
 * The driver's own times hold for each read, so that a server that sends a byte now and then is
 * waited for as long as it likes to; and {@code Statement.cancel} is said to be ignored by Query
 * Service.
 *
 * <p>It is the plain socket below TLS that is closed: that neither blocks nor takes a lock, and
 * wakes whoever reads, writes or connects. One thread watches, from the first {@link #set} until
 * {@link #close}.
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
   * @param address whose time it is, for the name of the thread
   */
  Deadline(String address) {
    this.address = address;
  }

  /** From now on, the time runs; what it was before does not count. */
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

  /** The answer is there: the time stands still. */
  synchronized void clear() {
    running = false;
  }

  /** Whether the time was over before the answer was there. */
  synchronized boolean hasPassed() {
    return passed;
  }

  /**
   * Takes over a socket that is about to be connected.
   *
   * @throws SocketException if the time is over, or the session is closed
   */
  synchronized void add(Socket socket) throws SocketException {
    if (closed || passed) {
      throw new SocketException("The session is closed");
    }
    sockets.add(socket);
  }

  /** Ends the connection without a word to the server. */
  synchronized void closeSockets() {
    for (Socket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        // There is nothing else to be done with it.
      }
    }
    sockets.clear();
  }

  /** Ends the connection and the watch, whatever goes on; no socket is taken over any more. */
  @Override
  public synchronized void close() {
    closed = true;
    closeSockets();
    notifyAll();
  }

  /** Watches; for its thread. */
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
      // Nobody has this thread to interrupt it; without a watch there is no session.
      close();
    }
  }
}
