package io.github.qsmaven.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;

/**
 * Stands where a PostgreSQL server is expected, and answers as one should not; or speaks TLS for a
 * server behind it that cannot. Listens on a free port of the loopback interface.
 */
public final class TlsFront implements AutoCloseable {
  /** The code of PostgreSQL's SSLRequest, "Message Formats" in its documentation. */
  private static final int SSL_REQUEST = 80877103;

  private final ServerSocket listener;
  private final Answer answer;
  private final AtomicInteger connections = new AtomicInteger();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  /** What is done with a connection once the client has asked for TLS. */
  @FunctionalInterface
  private interface Answer {
    void to(Socket client) throws IOException;
  }

  private TlsFront(Answer answer) throws IOException {
    this.answer = answer;
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("tls-front-" + listener.getLocalPort(), this::listen);
  }

  /**
   * A server that says it speaks no TLS.
   *
   * @throws IOException if no port can be opened
   */
  public static TlsFront plainText() throws IOException {
    return new TlsFront(
        client -> {
          client.getOutputStream().write('N');
          client.getInputStream().readAllBytes();
        });
  }

  /**
   * A server that hangs up when it is asked for TLS.
   *
   * @throws IOException if no port can be opened
   */
  public static TlsFront closing() throws IOException {
    return new TlsFront(client -> {});
  }

  /**
   * A server that takes the connection and never says a word.
   *
   * @throws IOException if no port can be opened
   */
  public static TlsFront silent() throws IOException {
    return new TlsFront(client -> client.getInputStream().readAllBytes());
  }

  /**
   * TLS with a certificate of the caller's choice, in front of a server that speaks none. A server
   * that speaks TLS itself cannot stand behind it: SCRAM's channel binding would find two different
   * certificates.
   *
   * @param certificate what to show to the client
   * @param port where the server behind it listens on the loopback interface; not asked for before
   *     the handshake is done
   * @throws IOException if no port can be opened
   */
  public static TlsFront tls(TlsMaterial.ServerCertificate certificate, int port)
      throws IOException {
    return new TlsFront(
        client -> {
          client.getOutputStream().write('S');
          try (SSLSocket secured =
              (SSLSocket)
                  certificate
                      .context()
                      .getSocketFactory()
                      .createSocket(client, null, client.getPort(), true)) {
            secured.setUseClientMode(false);
            secured.startHandshake();
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), port)) {
              start(
                  "tls-front-back",
                  () -> pump(server.getInputStream(), secured.getOutputStream(), secured));
              pump(secured.getInputStream(), server.getOutputStream(), server);
            }
          }
        });
  }

  /** The host to connect to. */
  public String host() {
    return "localhost";
  }

  /** The port to connect to. */
  public int port() {
    return listener.getLocalPort();
  }

  /** How many connections were taken so far. */
  public int connections() {
    return connections.get();
  }

  private void listen() throws IOException {
    while (!listener.isClosed()) {
      Socket client = listener.accept();
      connections.incrementAndGet();
      open.add(client);
      start("tls-front-client", () -> serve(client));
    }
  }

  private void serve(Socket client) throws IOException {
    try (client) {
      DataInputStream in = new DataInputStream(client.getInputStream());
      if (in.readInt() == 8 && in.readInt() == SSL_REQUEST) {
        answer.to(client);
      }
    } finally {
      open.remove(client);
    }
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

  @FunctionalInterface
  private interface Job {
    void run() throws IOException;
  }

  private static void start(String name, Job job) {
    Thread thread =
        new Thread(
            () -> {
              try {
                job.run();
              } catch (IOException e) {
                // One side hung up or refused the certificate: what these servers are made for.
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket client : open) {
      client.close();
    }
  }
}
