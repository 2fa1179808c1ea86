package io.github.qsmaven.testing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A server on a free port of the loopback interface that answers PostgreSQL's request for TLS in a
 * wrong way, or that adds TLS to a server that does not support it.
 */
public final class TlsFront implements AutoCloseable {
  /** The code of PostgreSQL's SSLRequest, "Message Formats" in its documentation. */
  private static final int SSL_REQUEST = 80877103;

  private final LoopbackServer server = new LoopbackServer("tls-front");
  private final List<String> serverNames;

  /** Serves a client that has asked for TLS. */
  @FunctionalInterface
  private interface Service {
    void to(LoopbackServer front, Socket client) throws IOException;
  }

  private TlsFront(Service service) throws IOException {
    this(List.of(), service);
  }

  private TlsFront(List<String> serverNames, Service service) throws IOException {
    this.serverNames = serverNames;
    server.serve(
        client -> {
          DataInputStream in = new DataInputStream(client.getInputStream());
          if (in.readInt() == 8 && in.readInt() == SSL_REQUEST) {
            service.to(server, client);
          }
        });
  }

  /**
   * A server that reports that it does not support TLS.
   *
   * @throws IOException if no port can be opened
   */
  public static TlsFront plainText() throws IOException {
    return new TlsFront(
        (front, client) -> {
          client.getOutputStream().write('N');
          client.getInputStream().readAllBytes();
        });
  }

  /**
   * A server that closes the connection when the client asks for TLS.
   *
   * @throws IOException if no port can be opened
   */
  public static TlsFront closing() throws IOException {
    return new TlsFront((front, client) -> {});
  }

  /**
   * A server that accepts the connection and never answers.
   *
   * @throws IOException if no port can be opened
   */
  public static TlsFront silent() throws IOException {
    return new TlsFront((front, client) -> client.getInputStream().readAllBytes());
  }

  /**
   * TLS with the given certificate in front of a server that does not support TLS. A server that
   * does is for {@link #between}.
   *
   * @param certificate the certificate to send to clients
   * @param port the port of the server behind it on the loopback interface; connected to after the
   *     handshake
   * @throws IOException if no port can be opened
   */
  public static TlsFront tls(TlsMaterial.ServerCertificate certificate, int port)
      throws IOException {
    return tls(certificate.context(), port, socket -> {});
  }

  /**
   * TLS with a context in front of a server that does not support TLS.
   *
   * @param context the certificate to send to clients, and those of clients to trust
   * @param port the port of the server behind it on the loopback interface
   * @param settings what else the TLS of a connection requires, such as a certificate of the client
   * @throws IOException if no port can be opened
   */
  public static TlsFront tls(SSLContext context, int port, Consumer<SSLSocket> settings)
      throws IOException {
    return tls(context, () -> new Socket(InetAddress.getLoopbackAddress(), port), settings);
  }

  /**
   * TLS with a certificate of its own in front of a server with TLS, as a proxy that inspects the
   * traffic: SCRAM's channel binding finds two different certificates.
   *
   * @param certificate the certificate to send to clients
   * @param server the server behind it
   * @throws IOException if no port can be opened
   */
  public static TlsFront between(TlsMaterial.ServerCertificate certificate, TlsPostgres server)
      throws IOException {
    SSLContext trusting = server.tls().trusting();
    return tls(
        certificate.context(),
        () -> {
          Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.port());
          DataOutputStream out = new DataOutputStream(plain.getOutputStream());
          out.writeInt(8);
          out.writeInt(SSL_REQUEST);
          if (plain.getInputStream().read() != 'S') {
            throw new IOException("The server does not support TLS");
          }
          return trusting.getSocketFactory().createSocket(plain, null, plain.getPort(), true);
        },
        socket -> {});
  }

  /** Connects to the server behind the front. */
  @FunctionalInterface
  private interface Behind {
    Socket connect() throws IOException;
  }

  private static TlsFront tls(SSLContext context, Behind behind, Consumer<SSLSocket> settings)
      throws IOException {
    List<String> names = new CopyOnWriteArrayList<>();
    return new TlsFront(
        names,
        (front, client) -> {
          client.getOutputStream().write('S');
          try (SSLSocket secured =
              (SSLSocket)
                  context.getSocketFactory().createSocket(client, null, client.getPort(), true)) {
            secured.setUseClientMode(false);
            settings.accept(secured);
            secured.startHandshake();
            ((ExtendedSSLSession) secured.getSession())
                .getRequestedServerNames()
                .forEach(name -> names.add(((SNIHostName) name).getAsciiName()));
            try (Socket server = behind.connect()) {
              front.connect(secured, server);
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
    return server.port();
  }

  /** The names of the server that clients sent in the handshake (SNI). */
  public List<String> serverNames() {
    return serverNames;
  }

  /** The number of connections accepted so far. */
  public int connections() {
    return server.connections();
  }

  /**
   * Waits until no connection is open.
   *
   * @return false if the time runs out first
   */
  public boolean awaitNoConnections(Duration longest) {
    return server.awaitNoConnections(longest);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
