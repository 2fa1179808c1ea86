package io.github.qsmaven.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An HTTPS proxy on a free port of the loopback interface. It answers {@code CONNECT} (RFC 9110,
 * 9.3.6) with a tunnel, if the client sends the password that the proxy requires.
 */
public final class ConnectProxy implements AutoCloseable {
  private final LoopbackServer server = new LoopbackServer("connect-proxy");
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final String expected;
  private final int refusal;

  private ConnectProxy(String expected, int refusal) throws IOException {
    this.expected = expected;
    this.refusal = refusal;
    server.serve(this::serve);
  }

  /**
   * A proxy without a password.
   *
   * @throws IOException if no port can be opened
   */
  public static ConnectProxy open() throws IOException {
    return new ConnectProxy("", 407);
  }

  /**
   * A proxy that requires a password.
   *
   * @throws IOException if no port can be opened
   */
  public static ConnectProxy withPassword(String username, String password) throws IOException {
    String pair = username + ":" + password;
    return new ConnectProxy(
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)), 407);
  }

  /**
   * A proxy that rejects every request.
   *
   * @param status the HTTP status of its answer
   * @throws IOException if no port can be opened
   */
  public static ConnectProxy refusing(int status) throws IOException {
    return new ConnectProxy("no client sends this", status);
  }

  /** The port to connect to. */
  public int port() {
    return server.port();
  }

  /** The request lines received so far: {@code CONNECT host:port HTTP/1.1}. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  private void serve(Socket client) throws IOException {
    String request = line(client.getInputStream());
    requests.add(request);
    String authorization = "";
    for (String line = line(client.getInputStream());
        !line.isEmpty();
        line = line(client.getInputStream())) {
      if (line.regionMatches(true, 0, "Proxy-Authorization: ", 0, 21)) {
        authorization = line.substring(21);
      }
    }
    OutputStream out = client.getOutputStream();
    if (!authorization.equals(expected) && !expected.isEmpty()) {
      writeHead(
          out,
          "HTTP/1.1 "
              + refusal
              + " No\r\nProxy-Authenticate: Basic realm=\"it\"\r\nContent-Length: 0");
      return;
    }
    URI target = URI.create("https://" + request.substring(8, request.lastIndexOf(' ')));
    try (Socket targetSocket = new Socket(target.getHost(), target.getPort())) {
      writeHead(out, "HTTP/1.1 200 Connection established");
      server.connect(client, targetSocket);
    }
  }

  private static void writeHead(OutputStream out, String head) throws IOException {
    out.write((head + "\r\n\r\n").getBytes(ISO_8859_1));
    out.flush();
  }

  /** Reads a line byte by byte, because TLS follows the head. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
