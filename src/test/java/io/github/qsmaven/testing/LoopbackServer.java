package io.github.qsmaven.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Listens on a free port of the loopback interface and serves each connection in a daemon thread of
 * its own. An {@link IOException} ends a thread silently: a client may disconnect at any time.
 */
final class LoopbackServer implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();
  private final String name;

  /**
   * Opens the port. Clients wait until {@link #serve} is called.
   *
   * @param name the name of its threads
   * @throws IOException if no port can be opened
   */
  LoopbackServer(String name) throws IOException {
    this.name = name;
  }

  /** Serves a connection, which is closed afterwards. */
  @FunctionalInterface
  interface Service {
    void to(Socket client) throws IOException;
  }

  /** The work of a thread. */
  @FunctionalInterface
  interface Job {
    void run() throws IOException;
  }

  /** Starts to serve connections. */
  void serve(Service service) {
    start(
        () -> {
          while (!listener.isClosed()) {
            Socket client = listener.accept();
            connections.incrementAndGet();
            open.add(client);
            start(() -> serve(client, service));
          }
        });
  }

  private void serve(Socket client, Service service) throws IOException {
    try (client) {
      service.to(client);
    } finally {
      synchronized (open) {
        open.remove(client);
        open.notifyAll();
      }
    }
  }

  /**
   * Waits until no connection is open.
   *
   * @return false if the time runs out first
   */
  boolean awaitNoConnections(Duration longest) {
    long end = System.nanoTime() + longest.toNanos();
    synchronized (open) {
      try {
        while (!open.isEmpty()) {
          long left = end - System.nanoTime();
          if (left <= 0) {
            return false;
          }
          open.wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
        }
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }

  /** Starts a thread. */
  void start(Job job) {
    Thread thread =
        new Thread(
            () -> {
              try {
                job.run();
              } catch (IOException e) {
                // One side closed the connection or rejected the certificate, or this server was
                // closed.
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Copies bytes in both directions until both sides have ended their streams. */
  void connect(Socket client, Socket server) throws IOException {
    start(() -> pump(server.getInputStream(), client.getOutputStream(), client));
    pump(client.getInputStream(), server.getOutputStream(), server);
  }

  private static void pump(InputStream in, OutputStream out, Socket target) throws IOException {
    try (target) {
      byte[] buffer = new byte[8192];
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        out.write(buffer, 0, length);
        out.flush();
      }
    }
  }

  int port() {
    return listener.getLocalPort();
  }

  /** The number of connections accepted so far. */
  int connections() {
    return connections.get();
  }

  /** Stops listening and closes all connections. */
  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket client : open) {
      client.close();
    }
  }
}
