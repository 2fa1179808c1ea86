package io.github.qsmaven.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A proxy for HTTPS, on a free port of the loopback interface: answers {@code CONNECT} (RFC 9110,
 * 9.3.6) with a tunnel, once the client has shown the password if it has one.
 */
public final class ConnectProxy implements AutoCloseable {
  private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final String wanted;
  private final int refusal;

  private ConnectProxy(String wanted, int refusal) throws IOException {
    this.wanted = wanted;
    this.refusal = refusal;
    start(this::listen);
  }

  /**
   * One that serves everybody.
   *
   * @throws IOException if no port can be opened
   */
  public static ConnectProxy open() throws IOException {
    return new ConnectProxy("", 407);
  }

  /**
   * One that serves whoever knows a password.
   *
   * @throws IOException if no port can be opened
   */
  public static ConnectProxy withPassword(String username, String password) throws IOException {
    String pair = username + ":" + password;
    return new ConnectProxy(
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)), 407);
  }

  /**
   * One that serves nobody.
   *
   * @param status what it answers
   * @throws IOException if no port can be opened
   */
  public static ConnectProxy refusing(int status) throws IOException {
    return new ConnectProxy("nothing will do", status);
  }

  /** Its port. */
  public int port() {
    return listener.getLocalPort();
  }

  /** The request lines so far: {@code CONNECT host:port HTTP/1.1}. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void listen() throws IOException {
    while (!listener.isClosed()) {
      Socket client = listener.accept();
      open.add(client);
      start(() -> serve(client));
    }
  }

  private void serve(Socket client) throws IOException {
    try (client) {
      String request = line(client.getInputStream());
      requests.add(request);
      String shown = "";
      for (String line = line(client.getInputStream());
          !line.isEmpty();
          line = line(client.getInputStream())) {
        if (line.regionMatches(true, 0, "Proxy-Authorization: ", 0, 21)) {
          shown = line.substring(21);
        }
      }
      OutputStream out = client.getOutputStream();
      if (!shown.equals(wanted) && !wanted.isEmpty()) {
        say(
            out,
            "HTTP/1.1 "
                + refusal
                + " No\r\nProxy-Authenticate: Basic realm=\"it\"\r\nContent-Length: 0");
        return;
      }
      URI target = URI.create("https://" + request.substring(8, request.lastIndexOf(' ')));
      try (Socket server = new Socket(target.getHost(), target.getPort())) {
        open.add(server);
        say(out, "HTTP/1.1 200 Connection established");
        start(() -> pump(server.getInputStream(), out, client));
        pump(client.getInputStream(), server.getOutputStream(), server);
      }
    }
  }

  private static void say(OutputStream out, String head) throws IOException {
    out.write((head + "\r\n\r\n").getBytes(ISO_8859_1));
    out.flush();
  }

  /** Byte by byte, since what follows the head is TLS. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
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

  private static void start(Job job) {
    Thread thread =
        new Thread(
            () -> {
              try {
                job.run();
              } catch (IOException e) {
                // One side hung up.
              }
            },
            "connect-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
